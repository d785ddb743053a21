"use strict";
/* What the panel says of a paper: what it is about, and what it is linked with. */
sitegen.map.views.paper = (map, parts) => {
  const { el, t, root } = sitegen;
  const { counted, paperLink, topicLink, kicker, actions, open, button } = parts;

  function show({ paper, steps }) {
    const related = sitegen.map.related(map, paper);
    const item = ({ id, number }) => {
      const label = t("map.why_of", { title: map.nodes[id].title });
      return el("li", { "data-paper": id }, paperLink(id), parts.because(number, label));
    };
    return [
      map.kind ? parts.view("island").show(map.nodes[paper]) : head(map.nodes[paper]),
      related.length > 0 && focus(steps),
      parts.ask(paper),
      el("h3", related.length ? counted("map.related", related.length) : t("map.unrelated")),
      el("ol.map-related", related.map(item)),
    ];
  }

  function head(node) {
    const { id, slug, title, topic, year } = node;
    const text = parts.later([id], el("div.map-abstract"), ({ authors, abstract }) => [
      authors && el("p.map-authors", { dir: "auto" }, authors.join(", ")),
      abstract && el("p", { dir: "auto" }, abstract),
    ]);
    return [
      kicker(topicLink(topic), year && ` · ${year}`),
      el("h2", { dir: "auto" }, title),
      actions(
        open(`${root}papers/${slug}.html`, t("map.open")),
        sitegen.reading.button(slug, title, { class: "map-button" }),
      ),
      parts.keywords(node.keywords),
      text,
    ];
  }

  function focus(now) {
    const step = (steps) => {
      const made = button(steps ? String(steps) : t("map.focus_all"), () => parts.go({ steps }, true));
      made.setAttribute("aria-pressed", String(steps === now));
      if (steps) made.setAttribute("aria-label", counted("map.focus_steps", steps));
      return made;
    };
    const label = t("map.focus");
    return el("div.map-focus", { role: "group", "aria-label": label }, el("span", label), [0, 1, 2, 3].map(step));
  }

  return { show };
};
