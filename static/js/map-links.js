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
