"use strict";
/* What is linked with what, and why. */

/* Each paper's links by number, strongest first. */
sitegen.map.links = (map) => {
  const links = map.nodes.map(() => []);
  map.edges.forEach((edge, number) => {
    links[edge.from].push(number);
    links[edge.to].push(number);
  });
  const by = (a, b) => map.edges[b].weight - map.edges[a].weight || a - b;
  return links.map((numbers) => numbers.sort(by));
};

/* The papers linked with one, strongest first: who is at the other end, and the link's number. */
sitegen.map.related = (map, id) =>
  (map.links[id] ?? []).map((number) => {
    const { from, to } = map.edges[number];
    return { id: from === id ? to : from, number };
  });

/* Why two papers are linked, in a few words. */
sitegen.map.because = (map, edge) => {
  const labels = edge.reasons.slice(0, 3).map(([place]) => map.keywords[place][0]);
  return labels.length ? sitegen.t("map.because", { words: labels.join(", ") }) : sitegen.t("map.given");
};

/* The papers in an area drawn on the map: those from which a line sidewards crosses its edge an odd number of times. */
sitegen.map.within = (map, area) => {
  const corners = sitegen.map.geometry.corners(area);
  const crossed = ({ x, y }, [x1, y1], [x2, y2]) => y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;
  const inside = (node) => corners.filter((one, at) => crossed(node, one, corners.at(at - 1))).length % 2 === 1;
  return map.nodes.filter((node) => !node.far && inside(node)).map((node) => node.id);
};

/* The papers and links from one paper to another over some of the links, or null. What a link costs is 1 / weight, so a
   way over strong links is preferred to a shorter one over weak links. */
sitegen.map.path = (map, [start, goal], numbers) => {
  const open = new Set(numbers);
  const cost = new Map([[start, 0]]);
  const came = new Map();
  const edge = new Set([start]);
  const done = new Set();
  while (edge.size) {
    const here = [...edge].reduce((best, id) => (cost.get(id) < cost.get(best) ? id : best));
    if (here === goal) break;
    edge.delete(here);
    done.add(here);
    for (const { id, number } of sitegen.map.related(map, here)) {
      const whole = cost.get(here) + 1 / Math.max(0.01, map.edges[number].weight);
      if (!open.has(number) || done.has(id) || whole >= (cost.get(id) ?? Infinity)) continue;
      cost.set(id, whole);
      came.set(id, { id: here, number });
      edge.add(id);
    }
  }
  if (!came.has(goal)) return null;
  const [papers, links] = [[goal], []];
  while (papers[0] !== start) {
    const { id, number } = came.get(papers[0]);
    papers.unshift(id);
    links.unshift(number);
  }
  return { papers, links };
};
