"use strict";
/* The way from one paper to another, each of its steps with its reason. */
sitegen.map.views.path = (map, { go, ask, because, paperLink, papers, kicker, actions, button, note }) => {
  const { el, t } = sitegen;
  const { nothing, related } = sitegen.map;
  let last = [];

  /* {papers, links} of the way over some of the links, or null; worked out anew only when these change. */
  function way(path, links) {
    if (links !== last[1] || String(path) !== String(last[0])) last = [path, links, search(...path, new Set(links))];
    return last[2];
  }

  /* What a link costs is 1 / weight, so a way over strong links is preferred to a shorter one over weak links. */
  function search(start, goal, open) {
    const cost = new Map([[start, 0]]);
    const came = new Map();
    const edge = new Set([start]);
    while (edge.size) {
      const here = [...edge].reduce((best, id) => (cost.get(id) < cost.get(best) ? id : best));
      if (here === goal) break;
      edge.delete(here);
      for (const { id, number } of related(map, here)) {
        const whole = cost.get(here) + 1 / Math.max(0.01, map.edges[number].weight);
        if (!open.has(number) || whole >= (cost.get(id) ?? Infinity)) continue;
        cost.set(id, whole);
        came.set(id, { id: here, number });
        edge.add(id);
      }
    }
    if (!came.has(goal)) return null;
    const found = { papers: [goal], links: [] };
    while (found.papers[0] !== start) {
      const { id, number } = came.get(found.papers[0]);
      found.papers.unshift(id);
      found.links.unshift(number);
    }
    return found;
  }

  function show({ path }, shown, found) {
    const [from, to] = path;
    const head = [kicker(t("map.path")), el("h2", found ? t("map.steps", { n: found.links.length }) : t("map.no_path"))];
    const all = { ...sitegen.map.unfiltered(map), min: 0 };
    const rest = found
      ? [
          el("ol.map-related.map-steps", found.papers.map((id, at) => el("li", paperLink(id), step(found.links[at])))),
          note(t("map.path_note")),
          actions(button(t("map.path_back"), () => go({ ...nothing, path: [to, from] }, true))),
        ]
      : [papers(path), note(t("map.path_hidden")), actions(button(t("map.path_all"), () => go(all, true)))];
    return [...head, ...rest, ask(from)];
  }

  function step(number) {
    if (number === undefined) return null;
    const { from, to } = map.edges[number];
    const label = t("map.why_step", { from: map.nodes[from].title, to: map.nodes[to].title });
    return el("div.map-step", because(number, label, "↓ "));
  }

  /* A path in words, for those who hear it. */
  function said(found) {
    if (!found) return `${t("map.no_path")}. ${t("map.path_hidden")}`;
    const why = (at) => (at ? ` (${sitegen.map.because(map, found.links[at - 1])})` : "");
    const steps = found.papers.map((id, at) => `${map.nodes[id].title}${why(at)}`);
    return `${t("map.steps", { n: found.links.length })}: ${steps.join(" → ")}`;
  }

  return { way, show, said };
};
