"use strict";
/* The panel beside the map: a paper, a link and why it is there, a topic, or the list of all papers shown. */
sitegen.map.panel = (map, { go, texts }) => {
  const { el, t, root } = sitegen;
  const { nothing } = sitegen.map;
  const panel = document.getElementById("map-panel");
  const body = document.getElementById("map-panel-body");
  let turn = 0;
  let last = "";

  document.getElementById("map-close").addEventListener("click", () => go(nothing, true));

  /* The address of a fragment that shows something else, so that it can be opened in another tab. */
  const fragment = (name, value) => `#${name}=${encodeURIComponent(value)}`;

  /* A link within the map: a plain click goes there without leaving the filters. */
  function jump(change, address, attributes, ...children) {
    const followed = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(change, true);
    };
    return el("a", { href: address, onclick: followed, ...attributes }, ...children);
  }

  const paperLink = (id, attributes = {}) =>
    jump(
      { ...nothing, paper: id },
      fragment("paper", map.nodes[id].slug),
      { dir: "auto", ...attributes },
      map.nodes[id].title,
    );

  function topicLink(number) {
    const topic = map.topics[number];
    if (!topic) return null;
    return jump(
      { ...nothing, topic: number },
      fragment("topic", topic.id),
      { class: "map-topic" },
      sitegen.marker(topic),
      topic.name,
    );
  }

  function keywordLink(place, count = 0) {
    const [label, slug] = map.keywords[place];
    const address = slug ? `keywords/${slug}.html` : `search.html?q=${encodeURIComponent(label)}`;
    return el(
      "a",
      { href: root + address, class: "map-keyword", dir: "auto" },
      label,
      count ? el("span", { class: "map-count" }, ` ${count}`) : null,
    );
  }

  /* Show what is chosen. Nothing is made anew while it stays the same, so that reading is not disturbed. */
  function show(state, shown) {
    const choice = [state.link, state.paper, state.topic, state.area, state.list, state.steps];
    const key = JSON.stringify([choice, state.paper < 0 && state.link < 0 ? [...shown] : []]);
    if (key === last) return;
    last = key;
    turn += 1;
    const held = panel.contains(document.activeElement);
    const parts = chosen(state, shown);
    panel.hidden = !parts;
    body.replaceChildren(...(parts ?? []).filter(Boolean));
    panel.scrollTop = 0;
    if (held) (parts ? panel : document.getElementById("map-box")).focus();
  }

  function chosen(state, shown) {
    if (state.link >= 0) return why(state.link);
    if (state.paper >= 0) return paperParts(state);
    if (state.topic >= 0) return topicParts(state.topic, shown);
    if (state.area) return areaParts(map.within(state.area).filter((id) => shown.has(id)));
    return state.list ? listParts(shown) : null;
  }

  /* Fill a place once the papers' texts are here, unless the panel has moved on. */
  function later(ids, place, fill) {
    const mine = turn;
    const failed = () => [el("p", { class: "map-note" }, t("map.unloaded"))];
    const put = (nodes) => mine === turn && place.replaceChildren(...nodes.filter(Boolean));
    Promise.all(ids.map(texts)).then(
      (papers) => put(fill(...papers)),
      () => put(failed()),
    );
    return place;
  }

  function paperParts(state) {
    const node = map.nodes[state.paper];
    const place = later([node.id], el("div", { class: "map-abstract" }), (paper) => [
      paper.authors && el("p", { class: "map-authors", dir: "auto" }, paper.authors.join(", ")),
      paper.abstract && el("p", { dir: "auto" }, paper.abstract),
    ]);
    const related = sitegen.map.related(map, node.id);
    return [
      el(
        "p",
        { class: "map-kicker" },
        topicLink(node.topic) ?? t("map.no_topic"),
        node.year ? ` · ${node.year}` : null,
      ),
      el("h2", { dir: "auto" }, node.title),
      el(
        "p",
        { class: "map-actions" },
        el("a", { class: "map-open", href: `${root}papers/${node.slug}.html` }, t("map.open")),
        sitegen.reading.button(node.slug, node.title, { class: "map-button" }),
      ),
      node.keywords.length
        ? el(
            "ul",
            { class: "map-keywords", "aria-label": t("map.keywords") },
            node.keywords.map((at) => el("li", {}, keywordLink(at))),
          )
        : null,
      place,
      related.length ? focusButtons(state) : null,
      el("h3", {}, related.length ? t("map.related", { n: related.length }) : t("map.unrelated")),
      el(
        "ol",
        { class: "map-related" },
        related.map((row) => relatedItem(row)),
      ),
    ];
  }

  function focusButtons(state) {
    const names = [t("map.focus_all"), "1", "2", "3"];
    const button = (name, steps) =>
      el(
        "button",
        {
          type: "button",
          "aria-pressed": String(state.steps === steps),
          "aria-label": steps ? t("map.focus_steps", { n: steps }) : false,
          onclick: () => go({ steps }, true),
        },
        name,
      );
    return el(
      "div",
      { class: "map-focus", role: "group", "aria-label": t("map.focus") },
      el("span", {}, t("map.focus")),
      names.map(button),
    );
  }

  function relatedItem({ id, number }) {
    const edge = map.edges[number];
    const address = `#link=${map.nodes[edge.from].slug}~${map.nodes[edge.to].slug}`;
    return el(
      "li",
      { "data-paper": id },
      paperLink(id),
      el("span", { class: "map-because" }, sitegen.map.because(map, edge), " "),
      jump(
        { ...nothing, link: number },
        address,
        { class: "map-why", "aria-label": t("map.why_of", { title: map.nodes[id].title }) },
        t("map.why"),
      ),
    );
  }

  function topicParts(number, shown) {
    const topic = map.topics[number];
    const members = map.nodes.filter((node) => node.topic === number && shown.has(node.id));
    const central = topic.central.filter((id) => shown.has(id));
    const rest = members.filter((node) => !topic.central.includes(node.id));
    return [
      el("p", { class: "map-kicker" }, t("map.topic")),
      el("h2", {}, sitegen.marker(topic), topic.name),
      el(
        "p",
        { class: "map-actions" },
        el("a", { class: "map-open", href: `${root}topics/${topic.id}.html` }, t("map.open_topic")),
      ),
      el(
        "ul",
        { class: "map-keywords", "aria-label": t("map.keywords") },
        topic.keywords.map((at) => el("li", {}, keywordLink(at))),
      ),
      members.length ? null : nothingMatches(),
      central.length ? el("h3", {}, t("map.central")) : null,
      el(
        "ol",
        { class: "map-related" },
        central.map((id) => el("li", {}, paperLink(id))),
      ),
      rest.length ? el("h3", {}, t("map.others", { n: rest.length })) : null,
      el(
        "ul",
        { class: "map-related" },
        rest.map((node) => el("li", {}, paperLink(node.id))),
      ),
    ];
  }

  /* What a drawn box holds: its topics, the keywords most of its papers list, the papers. */
  function areaParts(ids) {
    const papers = ids.map((id) => map.nodes[id]);
    const count = (values) =>
      [...values.reduce((sums, at) => sums.set(at, (sums.get(at) ?? 0) + 1), new Map())].sort(
        (a, b) => b[1] - a[1] || a[0] - b[0],
      );
    const keywords = count(papers.flatMap((node) => node.keywords)).slice(0, 12);
    const topics = count(papers.map((node) => node.topic));
    return [
      el("p", { class: "map-kicker" }, t("map.area")),
      el("h2", {}, t("map.area_papers", { n: papers.length })),
      papers.length ? listButton(papers) : null,
      papers.length ? el("h3", {}, t("map.area_keywords")) : null,
      el(
        "ul",
        { class: "map-keywords" },
        keywords.map(([at, n]) => el("li", {}, keywordLink(at, n))),
      ),
      papers.length ? el("h3", {}, t("map.topics")) : null,
      el(
        "ul",
        { class: "map-related" },
        topics.map(([at, n]) => el("li", {}, topicLink(at) ?? t("map.no_topic"), ` (${n})`)),
      ),
      papers.length ? el("h3", {}, t("map.papers")) : null,
      el(
        "ul",
        { class: "map-related" },
        papers.map((node) => el("li", {}, paperLink(node.id))),
      ),
    ];
  }

  function listButton(papers) {
    const status = el("span", { role: "status" });
    const add = () => {
      const n = sitegen.reading.add(papers.map(({ slug, title }) => ({ slug, title })));
      status.replaceChildren(
        `${t("list.taken", { n, all: papers.length })} `,
        el("a", { href: `${root}reading-list.html` }, t("list.title")),
      );
    };
    const button = el("button", { type: "button", class: "map-button", onclick: add }, t("list.add-all"));
    return el("p", { class: "map-actions" }, button, status);
  }

  /* With a way out, since the filters may be out of sight. */
  function nothingMatches() {
    const all = () => go(sitegen.map.unfiltered(map), true);
    return el(
      "p",
      {},
      t("map.empty"),
      " ",
      el("button", { type: "button", class: "map-button", onclick: all }, t("map.reset")),
    );
  }

  function listParts(shown) {
    const groups = [...map.topics.map((topic) => topic.number), -1].map((number) => [
      number,
      map.nodes.filter((node) => node.topic === number && shown.has(node.id)),
    ]);
    return [
      el("h2", {}, t("map.shown", { n: shown.size })),
      shown.size ? null : nothingMatches(),
      ...groups
        .filter(([, nodes]) => nodes.length)
        .map(([number, nodes]) =>
          el(
            "section",
            {},
            el("h3", {}, topicLink(number) ?? t("map.no_topic"), ` (${nodes.length})`),
            el(
              "ul",
              { class: "map-related" },
              nodes.map((node) => el("li", {}, paperLink(node.id))),
            ),
          ),
        ),
    ];
  }

  /* Mark the related paper on which the keyboard stands. */
  function point(id) {
    for (const item of body.querySelectorAll("[data-paper]")) {
      const here = item.dataset.paper === String(id);
      item.classList.toggle("is-here", here);
      if (here) item.scrollIntoView({ block: "nearest" });
    }
  }

  const why = sitegen.map.why(map, { paperLink, keywordLink, later });
  return { show, point, element: panel };
};
