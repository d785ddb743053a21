"use strict";
/* What is shown: topics, a keyword, an author, a collection, words, years, and how strong a link must be. Lists and map follow the
   same answer. */
sitegen.map.filters = (map, { go }) => {
  const { el, t } = sitegen;
  const find = (id) => document.getElementById(id);
  const form = find("map-side");
  const labels = new Map(Object.entries(map.keywords).map(([at, [label]]) => [label.toLowerCase(), Number(at)]));
  const own = map.nodes.filter((node) => !node.far);
  const authors = new Map(own.flatMap((node) => node.authors ?? []).map((name) => [name.toLowerCase(), name]));
  const collections = new Map(Object.entries(map.collections ?? {}).map(([slug, [, papers]]) => [slug, new Set(papers)]));
  const years = [...new Set(own.map((node) => node.year).filter(Boolean))].sort((a, b) => a - b);
  const haystack = map.nodes.map((node) =>
    [node.title, ...(node.authors ?? []), ...node.keywords.map((at) => map.keywords[at][0])].join(" \n ").toLowerCase(),
  );
  const weights = map.edges.map((edge) => edge.weight).sort((a, b) => a - b);
  const inner = map.edges.filter(({ from, to }) => !map.nodes[from].far && !map.nodes[to].far).length;
  let boxes = [];

  build();

  function build() {
    boxes = map.in ? [] : map.topics.map((topic) => topicBox(topic));
    find("map-topics").closest("fieldset").hidden = !boxes.length;
    find("map-authors").hidden = !authors.size;
    find("map-collections").hidden = !collections.size;
    for (const [slug, [title]] of Object.entries(map.collections ?? {})) find("map-collection").append(el("option", { value: slug }, title));
    find("map-collection").addEventListener("change", (event) => go({ collection: event.target.value }));
    find("map-topics").append(...boxes.map((box) => box.closest("li")));
    if (map.kind || map.in) find("map-legend").textContent = t(map.kind ? "map.legend_topics" : "map.legend_inside");
    buildYears();
    const slider = find("map-min");
    slider.min = Math.floor((weights[0] ?? 0) * 100);
    slider.max = Math.ceil((weights.at(-1) ?? 1) * 100);
    slider.closest("fieldset").hidden = !map.edges.length;
    listen(slider);
  }

  function topicBox(topic) {
    const aimed = map.kind ? "paper" : "topic";
    const box = el("input", { type: "checkbox", value: topic.number, onchange: () => go({ off: unchecked() }) });
    const count = el("span", { class: "map-count" }, String(topic.papers));
    const aim = el(
      "button",
      {
        type: "button",
        class: "map-aim",
        title: t("map.go_topic", { name: topic.name }),
        "aria-label": t("map.go_topic", { name: topic.name }),
        onclick: () => go({ ...sitegen.map.nothing, [aimed]: topic.number }, true),
      },
      "→",
    );
    el(
      "li",
      {},
      el(
        "label",
        {},
        box,
        el("span", { class: "map-number", "aria-hidden": "true" }, String(topic.number + 1)),
        sitegen.marker(topic),
        el("span", { class: "map-name" }, topic.name),
        count,
      ),
      aim,
    );
    return box;
  }

  function buildYears() {
    find("map-years").hidden = !years.length;
    find("map-by-year").addEventListener("change", (event) => go({ years: event.target.checked }));
    find("map-spectrum").textContent = t("map.spectrum", { from: String(years[0]), to: String(years.at(-1)) });
    for (const [id, first] of [
      ["map-from", t("map.first_year")],
      ["map-to", t("map.last_year")],
    ]) {
      find(id).append(
        el("option", { value: 0 }, first),
        ...years.map((year) => el("option", { value: year }, String(year))),
      );
      find(id).addEventListener("change", (event) =>
        go({ [id === "map-from" ? "from" : "to"]: Number(event.target.value) }),
      );
    }
  }

  function listen(slider) {
    const typed = sitegen.calmly((change) => go(change), 120);
    slider.addEventListener("input", () => typed({ min: Number(slider.value) / 100 }));
    find("map-words").addEventListener("input", (event) => typed({ words: event.target.value.trim() }));
    const listed = () => own.flatMap((node) => node.keywords).map((at) => map.keywords[at][0]);
    named("map-keyword", labels, listed, (keyword) => typed({ keyword: keyword ?? -1 }));
    named(
      "map-author",
      authors,
      () => [...authors.values()],
      (author) => typed({ author: author ?? "" }),
    );
    find("map-none").addEventListener("click", () => go({ off: new Set(map.topics.map((topic) => topic.number)) }));
    find("map-every").addEventListener("click", () => go({ off: new Set() }));
    for (const id of ["map-reset", "map-again"])
      find(id).addEventListener("click", () => go(sitegen.map.unfiltered(map), true));
    find("map-again").addEventListener("click", () => find("map-box").focus());
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  /* A field for one of many names; they are put into its list when it is first gone to. */
  function named(id, known, names, chosen) {
    const field = find(id);
    const written = () => field.value.trim().toLowerCase();
    const list = () => [...new Set(names())].sort((a, b) => a.localeCompare(b));
    const fill = () => find(`${id}-list`).append(...list().map((value) => el("option", { value })));
    field.addEventListener("focus", fill, { once: true });
    field.addEventListener("input", () => {
      check(id, [...known.keys()].some((name) => name.includes(written())));
      chosen(known.get(written()));
    });
    field.addEventListener("change", () => check(id, !written() || known.has(written())));
  }

  /* Say so when what stands in a field is no such name, and will be none however it goes on. */
  function check(id, known) {
    find(id).setAttribute("aria-invalid", String(!known));
    find(`${id}-note`).textContent = known ? "" : t(id === "map-author" ? "map.no_author" : "map.no_keyword");
  }

  function unchecked() {
    return new Set(boxes.filter((box) => !box.checked).map((box) => Number(box.value)));
  }

  /* Which papers and links pass: {papers: Set of ids, links: numbers}. */
  function passing(state) {
    const words = state.words.toLowerCase().split(/\s+/).filter(Boolean);
    const author = authors.get(state.author.toLowerCase());
    const collection = collections.get(state.collection);
    const passes = (node) =>
      !state.off.has(node.topic) &&
      (state.keyword < 0 || node.keywords.includes(state.keyword)) &&
      (!author || node.authors?.includes(author)) &&
      (!collection || collection.has(node.id)) &&
      (!state.from || node.year >= state.from) &&
      (!state.to || node.year <= state.to) &&
      words.every((word) => haystack[node.id].includes(word));
    const papers = new Set(own.filter(passes).map((node) => node.id));
    const links = [];
    map.edges.forEach((edge, number) => {
      if (edge.weight >= state.min && papers.has(edge.from) && papers.has(edge.to)) links.push(number);
    });
    return { papers, links };
  }

  /* Let the form say what the state says; a field that someone is typing in is left alone. */
  function show(state, { papers, links }) {
    boxes.forEach((box) => (box.checked = !state.off.has(Number(box.value))));
    put("map-words", state.words);
    putName("map-keyword", state.keyword >= 0 ? map.keywords[state.keyword][0] : "");
    putName("map-author", authors.get(state.author.toLowerCase()) ?? "");
    put("map-collection", state.collection);
    put("map-from", state.from);
    put("map-to", state.to);
    put("map-min", Math.round(state.min * 100));
    find("map-by-year").checked = state.years;
    find("map-spectrum").hidden = !state.years;
    find("map-links").textContent = t("map.links_shown", { n: links.length, all: inner });
    find("map-papers").textContent = counts(papers);
    find("map-empty").hidden = papers.size > 0;
    find("map-reset").hidden = papers.size === own.length && state.min === map.threshold;
  }

  function counts(papers) {
    return t(map.kind ? "map.topics_shown" : "map.papers_shown", { n: papers.size, all: own.length });
  }

  function putName(id, name) {
    if (!name && find(`${id}-note`).textContent) return;
    put(id, name);
    check(id, true);
  }

  function put(id, value) {
    const field = find(id);
    if (field !== document.activeElement && field.value !== String(value)) field.value = value;
  }

  return { passing, show, counts, all: own.length };
};
