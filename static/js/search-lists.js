"use strict";
/* What papers can be narrowed by: topic, year, author, tag and the like, each a table of values and of what papers have. */
sitegen.lists = (summary) => {
  const DIGITS = 7;
  const loading = {};
  const topics = column(summary.topic);
  const years = summary.year ? column(summary.year).map((year) => (year === summary.unknown ? 0 : year)) : null;
  const ready = { topic: topicTable(), year: yearTable() };
  const names = ["list", "has", "topic", "year", "author", "venue", "keyword", "tag", "collection", "source"].filter(
    (name) => ready[name] || name in summary.facets,
  );

  /* A number of every paper, as generator/emitters/search.py packed it. */
  function column({ least, width, digits }) {
    return Int32Array.from(
      { length: summary.papers },
      (_, paper) => least + Number.parseInt(digits.slice(paper * width, (paper + 1) * width), 36),
    );
  }

  function topicTable() {
    const values = summary.topics.map(([id, name]) => [id, name]);
    return { name: "topic", values, of: Array.from(topics, (topic) => (topic < 0 ? [] : [topic])) };
  }

  function yearTable() {
    if (!years) return null;
    const all = [...new Set(years)].filter(Boolean).sort((a, b) => a - b);
    const at = new Map(all.map((year, place) => [year, place]));
    const values = all.map((year) => [String(year), String(year)]);
    return { name: "year", values, of: Array.from(years, (year) => (year ? [at.get(year)] : [])) };
  }

  /* A promise of {name, values: [[in the address, label]], of: paper -> places of its values}. */
  function load(name) {
    if (ready[name]) return Promise.resolve(ready[name]);
    loading[name] ??= sitegen.load(`search/by-${name}`).then((file) => {
      ready[name] = name === "list" ? listTable(file) : table(name, file);
      return ready[name];
    });
    return loading[name];
  }

  function table(name, { values, papers }) {
    const of = Array.from({ length: summary.papers }, () => []);
    papers.forEach((packed, value) => {
      let paper = 0;
      for (const step of packed.split(".")) {
        paper += Number.parseInt(step, 36);
        of[paper].push(value);
      }
    });
    return { name, values: values.map((value) => [value[0], value.at(-1)]), of };
  }

  /* The reader's own list changes while the page stands; slugs are known by their hashes. */
  function listTable({ hashes, same }) {
    const places = new Map();
    for (let at = 0; at < hashes.length; at += DIGITS) {
      places.set(Number.parseInt(hashes.slice(at, at + DIGITS), 36), at / DIGITS);
    }
    const number = (slug) => (Object.hasOwn(same, slug) ? same[slug] : places.get(sitegen.hash(slug)));
    return {
      name: "list",
      values: [["yes", ""]],
      get of() {
        const mine = new Set(sitegen.reading.all().map(({ slug }) => number(slug)));
        return Array.from({ length: summary.papers }, (_, paper) => (mine.has(paper) ? [0] : []));
      },
    };
  }

  const atOnce = (name) => Boolean(ready[name]) || summary.facets[name] === true;

  return { names, load, atOnce, loaded: (name) => ready[name], topics, years };
};
