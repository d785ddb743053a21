"use strict";
/* What is shown: topics, a keyword, an author, words, years, and how strong a link must be. The form's fields have the
   names of the address's parts, and are read like it. Lists and map follow the same answer. */
sitegen.map.filters = (map, states, { go }) => {
  const { el, t } = sitegen;
  const { part, late } = sitegen.map;
  const form = part("side");
  const own = map.nodes.filter((node) => !node.far);
  const years = [...new Set(own.map((node) => node.year).filter(Boolean))].sort((a, b) => a - b);
  const text = ({ title, authors = [], keywords }) =>
    [title, ...authors, ...keywords.map((at) => map.keywords[at][0])].join(" \n ").toLowerCase();
  const inner = map.edges.filter(({ from, to }) => !map.nodes[from].far && !map.nodes[to].far).length;
  const boxes = [...form.querySelectorAll("#map-topics input")];

  part("topics").closest("fieldset").hidden = Boolean(map.in) || !boxes.length;
  part("authors").hidden = !states.known.author.size;
  part("years").hidden = !years.length;
  const collections = Object.entries(map.collections ?? {});
  part("collections").hidden = !collections.length;
  offer("collection", collections.map(([slug, [title]]) => [slug, title]));
  for (const name of ["from", "to"]) offer(name, years.map((year) => [year, String(year)]));
  part("spectrum").textContent = t("map.spectrum", { from: String(years[0]), to: String(years.at(-1)) });
  const weights = map.edges.map((edge) => edge.weight);
  part("min").min = Math.min(...weights);
  part("min").max = Math.max(...weights);
  part("min").closest("fieldset").hidden = !weights.length;

  form.addEventListener("submit", (event) => event.preventDefault());
  const tell = late(["map-form"], () => sitegen.map.form(map, states, { go }));
  for (const kind of ["focusin", "input", "change", "click"])
    form.addEventListener(kind, ({ target }) => tell((hear) => hear(kind, target)));

  function offer(name, rows) {
    part(name).append(...rows.map(([value, text]) => el("option", { value }, text)));
  }

  const holds = (whole, words) => words.every((word) => whole.includes(word));

  /* Which papers and links pass: {papers: Set of ids, links: numbers}. */
  function passing({ words, off, keyword, author, collection, from, to, min }) {
    const among = collection && new Set(map.collections[collection][1]);
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    const passes = (node) =>
      !off.has(node.topic) &&
      (keyword < 0 || node.keywords.includes(keyword)) &&
      (!author || node.authors?.includes(author)) &&
      (!among || among.has(node.id)) &&
      (!from || node.year >= from) &&
      (!to || node.year <= to) &&
      (!wanted.length || holds(text(node), wanted));
    const papers = new Set(own.filter(passes).map((node) => node.id));
    const shown = (edge) => edge.weight >= min && papers.has(edge.from) && papers.has(edge.to);
    return { papers, links: [...map.edges.keys()].filter((number) => shown(map.edges[number])) };
  }

  /* Let the form say what the state says; a field that someone is typing in, or that names nothing, is left alone. */
  function show(state, { papers, links }) {
    const said = { min: map.threshold, ...Object.fromEntries(states.say(state)) };
    for (const field of form.querySelectorAll("[name]")) {
      const value = said[field.name] ?? "";
      if (field.type === "checkbox") field.checked = Boolean(value);
      else if (field !== document.activeElement && (value || field.ariaInvalid !== "true")) {
        field.value = value;
        field.setAttribute("aria-invalid", "false");
      }
    }
    boxes.forEach((box) => (box.checked = !state.off.has(Number(box.value))));
    part("spectrum").hidden = !state.years;
    part("links").textContent = t("map.links_shown", { n: links.length, all: inner });
    part("papers").textContent = counts(papers);
    part("empty").hidden = papers.size > 0;
    part("reset").hidden = papers.size === own.length && state.min === map.threshold;
  }

  function counts(papers) {
    return t(map.kind ? "map.topics_shown" : "map.papers_shown", { n: papers.size, all: own.length });
  }

  return { passing, show, counts, all: own.length };
};
