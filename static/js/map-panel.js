"use strict";
/* The panel beside the map: a paper, a link and why it is there, a path, a topic, or all papers as list or table. */
sitegen.map.panel = (map, { go, texts, way }) => {
  const { el, t, root } = sitegen;
  const { nothing, fragment } = sitegen.map;
  const panel = document.getElementById("map-panel");
  const body = document.getElementById("map-panel-body");
  const parts = sitegen.map.parts(map, { go });
  const { kicker, actions, open, button, note } = parts;
  const paths = sitegen.map.paths(map, parts, { go, way });
  const table = sitegen.map.table(map, parts);
  const why = sitegen.map.why(map, { ...parts, later });
  const counted = (key, n) => t(map.kind ? `${key}_topics` : key, { n });
  let turn = 0;
  let last = "";

  document.getElementById("map-close").addEventListener("click", () => go(nothing, true));

  /* Show what is chosen. Nothing is made anew while it stays the same, so that reading is not disturbed. */
  function show(state, passing) {
    const own = Object.keys(nothing).map((name) => state[name]);
    const open = state.path ? way(state.path) : state.paper < 0 && state.link < 0 ? [...passing.papers] : [];
    const key = JSON.stringify([own, open]);
    if (key === last) return;
    last = key;
    turn += 1;
    const held = panel.contains(document.activeElement);
    const made = chosen(state, passing.papers);
    panel.hidden = !made;
    panel.classList.toggle("is-wide", Boolean(made?.some((part) => part?.matches?.(".map-table"))));
    body.replaceChildren(...(made ?? []).filter(Boolean));
    panel.scrollTop = 0;
    if (held) (made ? panel : document.getElementById("map-box")).focus();
  }

  function chosen(state, shown) {
    if (state.link >= 0) return why(state.link);
    if (state.path) return paths.show(state.path);
    if (state.paper >= 0) return paper(state);
    if (state.topic >= 0) return topicView(state, shown);
    if (state.area) return area(state, sitegen.map.within(map, state.area).filter((id) => shown.has(id)));
    return state.list || state.table ? all(state, shown) : null;
  }

  /* Fill a place once the papers' texts are here, unless the panel has moved on. */
  function later(ids, place, fill) {
    const mine = turn;
    const put = (nodes) => mine === turn && place.replaceChildren(...nodes.filter(Boolean));
    Promise.all(ids.map(texts)).then(
      (papers) => put(fill(...papers)),
      () => put([note(t("map.unloaded"))]),
    );
    return place;
  }

  function paper(state) {
    const node = map.nodes[state.paper];
    const related = sitegen.map.related(map, node.id);
    return [
      ...(map.kind ? topicHead(node) : paperHead(node)),
      related.length ? focus(state) : null,
      paths.ask(node.id),
      el("h3", {}, related.length ? counted("map.related", related.length) : t("map.unrelated")),
      el("ol", { class: "map-related" }, related.map(relatedItem)),
    ];
  }

  function paperHead(node) {
    const text = later([node.id], el("div", { class: "map-abstract" }), ({ authors, abstract }) => [
      authors && el("p", { class: "map-authors", dir: "auto" }, authors.join(", ")),
      abstract && el("p", { dir: "auto" }, abstract),
    ]);
    const list = sitegen.reading.button(node.slug, node.title, { class: "map-button" });
    return [
      kicker(parts.topicLink(node.topic), node.year ? ` · ${node.year}` : null),
      el("h2", { dir: "auto" }, node.title),
      actions(open(`${root}papers/${node.slug}.html`, t("map.open")), list),
      parts.keywords(node.keywords),
      text,
    ];
  }

  /* On the map of topics: a topic, with the way into its own map. */
  function topicHead(node) {
    const topic = map.topics[node.topic];
    const page = topic ? el("a", { href: `${root}topics/${topic.id}.html` }, t("map.open_topic")) : null;
    const central = node.central.map(([slug, title]) =>
      el("a", { href: fragment({ in: node.slug }, "paper", slug), dir: "auto" }, title),
    );
    return [
      kicker(t("map.topic")),
      el("h2", {}, topic ? sitegen.marker(topic) : null, node.title),
      actions(open(`#in=${node.slug}`, t("map.enter", { n: node.papers })), page),
      parts.keywords(node.keywords),
      central.length ? el("h3", {}, t("map.central")) : null,
      parts.list(central, "ol"),
    ];
  }

  function focus(state) {
    const names = [t("map.focus_all"), "1", "2", "3"];
    const step = (name, steps) =>
      el(
        "button",
        {
          type: "button",
          "aria-pressed": String(state.steps === steps),
          "aria-label": steps ? counted("map.focus_steps", steps) : false,
          onclick: () => go({ steps }, true),
        },
        name,
      );
    const label = t("map.focus");
    const attributes = { class: "map-focus", role: "group", "aria-label": label };
    return el("div", attributes, el("span", {}, label), names.map(step));
  }

  function relatedItem({ id, number }) {
    const because = sitegen.map.because(map, map.edges[number]);
    const label = t("map.why_of", { title: map.nodes[id].title });
    return el(
      "li",
      { "data-paper": id },
      parts.paperLink(id),
      el("span", { class: "map-because" }, because, " "),
      parts.whyLink(number, label),
    );
  }

  function topicView(state, shown) {
    const topic = map.topics[state.topic];
    const members = [...shown].filter((id) => map.nodes[id].topic === state.topic);
    const central = topic.central.filter((id) => shown.has(id));
    const rest = members.filter((id) => !topic.central.includes(id));
    const head = [
      kicker(t("map.topic")),
      el("h2", {}, sitegen.marker(topic), topic.name),
      actions(open(`${root}topics/${topic.id}.html`, t("map.open_topic")), other(state)),
    ];
    if (!members.length) return [...head, nothingMatches()];
    if (state.table) return [...head, table(members)];
    return [
      ...head,
      parts.keywords(topic.keywords.filter((at) => at in map.keywords)),
      central.length ? el("h3", {}, t("map.central")) : null,
      parts.papers(central, "ol"),
      rest.length ? el("h3", {}, t("map.others", { n: rest.length })) : null,
      parts.papers(rest),
    ];
  }

  /* What a drawn area holds: its topics, the keywords most of its papers list, the papers. */
  function area(state, ids) {
    const papers = ids.map((id) => map.nodes[id]);
    const count = (values) =>
      [...values.reduce((sums, at) => sums.set(at, (sums.get(at) ?? 0) + 1), new Map())].sort(
        (a, b) => b[1] - a[1] || a[0] - b[0],
      );
    const head = [kicker(t("map.area")), el("h2", {}, counted("map.area_papers", ids.length))];
    if (!ids.length) return head;
    head.push(map.kind ? actions(other(state)) : adding(papers, other(state)));
    if (state.table) return [...head, table(ids)];
    const keywords = count(papers.flatMap((node) => node.keywords)).slice(0, 12);
    const topics = count(papers.map((node) => node.topic));
    return [
      ...head,
      el("h3", {}, t("map.area_keywords")),
      parts.keywords(
        keywords.map(([at]) => at),
        keywords.map(([, n]) => n),
      ),
      map.kind ? null : el("h3", {}, t("map.topics")),
      map.kind ? null : parts.list(topics.map(([at, n]) => el("span", {}, parts.topicLink(at), ` (${n})`))),
      el("h3", {}, t(map.kind ? "map.topics" : "map.papers")),
      parts.papers(ids),
    ];
  }

  function adding(papers, beside) {
    const status = el("span", { role: "status" });
    const add = () => {
      const n = sitegen.reading.add(papers.map(({ slug, title }) => ({ slug, title })));
      status.replaceChildren(
        `${t("list.taken", { n, all: papers.length })} `,
        el("a", { href: `${root}reading-list.html` }, t("list.title")),
      );
    };
    return actions(button(t("list.add-all"), add), beside, status);
  }

  /* With a way out, since the filters may be out of sight. */
  function nothingMatches() {
    const reset = button(t("map.reset"), () => go(sitegen.map.unfiltered(map), true));
    return el("p", {}, t("map.empty"), " ", reset);
  }

  /* The same as a table, or as a list again. */
  function other(state) {
    const change = state.table ? { table: false, list: !state.area && state.topic < 0 } : { table: true };
    return button(t(state.table ? "map.as_list" : "map.as_table"), () => go(change, true));
  }

  function all(state, shown) {
    const head = el("h2", {}, counted("map.shown", shown.size));
    if (!shown.size) return [head, nothingMatches()];
    const parted = [head, actions(other(state))];
    if (state.table) return [...parted, table([...shown])];
    if (map.kind || map.in) return [...parted, parts.papers([...shown])];
    return [...parted, ...[...map.topics.map(({ number }) => number), -1].map((number) => group(number, shown))];
  }

  function group(number, shown) {
    const ids = [...shown].filter((id) => map.nodes[id].topic === number);
    if (!ids.length) return null;
    return el("section", {}, el("h3", {}, parts.topicLink(number), ` (${ids.length})`), parts.papers(ids));
  }

  /* Mark the related paper on which the keyboard stands. */
  function point(id) {
    for (const item of body.querySelectorAll("[data-paper]")) {
      const here = item.dataset.paper === String(id);
      item.classList.toggle("is-here", here);
      if (here) item.scrollIntoView({ block: "nearest" });
    }
  }

  return { show, point, said: paths.said, element: panel };
};
