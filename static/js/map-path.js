"use strict";
/* The way from one paper to another: where it should lead, and each of its steps with its reason. */
sitegen.map.paths = (map, parts, { go, way }) => {
  const { el, t } = sitegen;
  const { nothing } = sitegen.map;

  /* The field in a paper's panel that asks for the other end. */
  function ask(from) {
    const input = el("input", {
      type: "text",
      id: "map-path",
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": "map-ends",
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: t("map.path_to"),
      "aria-label": t("map.path_to"),
    });
    const attributes = { role: "listbox", "aria-label": t("map.found"), hidden: true };
    const found = el("ul", { class: "map-found", id: "map-ends", ...attributes });
    const others = map.nodes.filter(({ id, far }) => id !== from && !far);
    const places = others.map(({ id, title, topic }) => ({ text: title, topic, id }));
    sitegen.map.combobox(map, input, found, {
      places: () => places,
      choose: ({ id }) => go({ ...nothing, path: [from, id] }, true),
    });
    return el("div", { class: "map-search map-to" }, input, found);
  }

  /* The panel of a path. */
  function show(path) {
    const [from, to] = path;
    const found = way(path);
    const head = [
      parts.kicker(t("map.path")),
      el("h2", {}, found ? t("map.steps", { n: found.links.length }) : t("map.no_path")),
    ];
    if (!found)
      return [
        ...head,
        parts.papers(path),
        parts.note(t("map.path_hidden")),
        parts.actions(parts.button(t("map.path_all"), () => go({ ...sitegen.map.unfiltered(map), min: 0 }, true))),
        ask(from),
      ];
    return [
      ...head,
      el(
        "ol",
        { class: "map-related map-steps" },
        found.papers.map((id, at) => el("li", { "data-paper": id }, parts.paperLink(id), step(found.links[at]))),
      ),
      parts.note(t("map.path_note")),
      parts.actions(parts.button(t("map.path_back"), () => go({ ...nothing, path: [to, from] }, true))),
      ask(from),
    ];
  }

  function step(number) {
    if (number === undefined) return null;
    const { from, to } = map.edges[number];
    const titles = { from: map.nodes[from].title, to: map.nodes[to].title };
    const because = el("span", { class: "map-because" }, `↓ ${sitegen.map.because(map, map.edges[number])} `);
    return el("div", { class: "map-step" }, because, parts.whyLink(number, t("map.why_step", titles)));
  }

  /* A path in words, for those who hear it. */
  function said(path) {
    const found = way(path);
    if (!found) return `${t("map.no_path")}. ${t("map.path_hidden")}`;
    const { papers, links } = found;
    const because = (at) => (at ? ` (${sitegen.map.because(map, map.edges[links[at - 1]])})` : "");
    const steps = papers.map((id, at) => `${map.nodes[id].title}${because(at)}`);
    return `${t("map.steps", { n: links.length })}: ${steps.join(" → ")}`;
  }

  return { ask, show, said };
};
