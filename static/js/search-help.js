"use strict";
/* What the search page says beside results: how to search, in examples of this library, and what to try when nothing is found. */
sitegen.help = (summary, index) => {
  const { t, el, root } = sitegen;
  const link = (query, words = query) => el("a", { href: `?q=${encodeURIComponent(query)}` }, words);

  /* Fill the fold once it is opened. */
  function teach(fold) {
    fold.addEventListener("toggle", async () => {
      if (fold.querySelector("dl")) return;
      const rows = await examples();
      fold.append(el("dl", {}, rows.flatMap(([name, query]) => [el("dt", {}, link(query)), el("dd", {}, t(`search.how_${name}`))])));
    });
  }

  async function examples() {
    const { row } = await index.paper(0);
    const short = summary.topics.map(([, name]) => name).filter((name) => name.split(/[\s-]/).length < 4);
    const [first, second] = [...short, ...(row.labels ?? []).slice(0, row.listed), row.title];
    const [word] = index.terms(first).map((one) => one.word).sort((a, b) => b.length - a.length);
    const years = row.year ? [["year", `year:${row.year - 1}-${row.year}`], ["since", `year:>${row.year - 1}`]] : [];
    return [
      ["words", first.toLowerCase()],
      ["phrase", `"${first}"`],
      ["not", `"${first}" -"${second}"`],
      ["or", `"${first}" OR "${second}"`],
      ["begun", `${word.slice(0, 5)}*`],
      ["title", `title:${word}`],
      row.authors ? ["author", `author:"${row.authors[0]}"`] : null,
      ...years,
      short.length ? ["topic", `topic:"${first}"`] : null,
      "has" in summary.facets ? ["has", `has:code ${word}`] : null,
    ].filter(Boolean);
  }

  /* What a query's parts were taken for, when not for what they say. */
  function notes({ instead, unknown }) {
    const fields = index.fields.map((field) => `${field}:`).join(" ");
    return [
      ...instead.map(({ word, other }) => el("p", {}, t("search.instead", { word: `“${word}”`, other: `“${other}”` }))),
      ...unknown.map((field) => el("p", {}, t("search.unknown", { field: `${field}:`, fields }))),
    ];
  }

  /* What to try when a query finds nothing. */
  function tries({ counts, fewer, empty }) {
    const single = fewer.length ? [] : counts.filter(({ papers }) => papers);
    const lists = ["papers", "keywords", "topics"].map((name) =>
      el("li", {}, el("a", { href: `${root}${name}/index.html` }, t(`search.${name}`))),
    );
    return [
      fewer.length ? el("p", {}, t("search.fewer")) : null,
      fewer.length ? el("ul", {}, fewer.map(({ query, papers }) => el("li", {}, link(query), ` (${papers})`))) : null,
      single.length && counts.length > 1 ? el("p", {}, t("search.each")) : null,
      single.length && counts.length > 1 ? el("ul", {}, single.map(({ word, papers }) => el("li", {}, link(word), ` (${papers})`))) : null,
      empty ? null : el("p", {}, t("search.try")),
      el("ul", {}, lists),
    ].filter(Boolean);
  }

  return { teach, notes, tries };
};
