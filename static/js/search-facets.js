"use strict";
/* Narrowing of results by topic, year, author, venue, keyword and what else the papers have, all at once. Each count says
   how many papers a press would leave. */
sitegen.facets = (summary, place, changed) => {
  const { el, t } = sitegen;
  const MOST = 24;
  /* What there always is stands open; the rest is folded away. */
  const FOLDED = ["tag", "collection", "source"];
  const given = Object.fromEntries(
    Object.entries(summary.facets).map(([name, { values, papers }]) => [
      name,
      {
        name,
        of: (paper) => papers[paper] ?? [],
        label: (at) => values[at].at(-1),
        id: (at) => values[at][0],
        all: values.map((_, at) => at),
      },
    ]),
  );
  const groups = [
    {
      name: "topic",
      of: (paper) => (summary.topic[paper] < 0 ? [] : [summary.topic[paper]]),
      label: (at) => summary.topics[at][1],
      id: (at) => summary.topics[at][0],
      all: summary.topics.map((_, at) => at),
    },
    {
      name: "year",
      of: (paper) => (summary.year[paper] ? [summary.year[paper]] : []),
      label: String,
      id: String,
      all: [...new Set(summary.year)].filter(Boolean),
    },
    given.author,
    given.venue,
    {
      name: "keyword",
      of: (paper) => summary.keywords[paper],
      label: (at) => summary.labels[at],
      id: (at) => summary.labels[at],
      all: summary.labels.map((_, at) => at),
    },
    ...FOLDED.map((name) => given[name]),
  ].filter(Boolean);
  const choice = {};
  clear();

  function clear() {
    for (const { name } of groups) choice[name] = null;
  }

  function chosen() {
    return groups.some(({ name }) => choice[name] !== null);
  }

  /* Whether a paper passes every choice, or every choice but one group's. */
  function passes(paper, but) {
    return groups.every(
      (group) => group === but || choice[group.name] === null || group.of(paper).includes(choice[group.name]),
    );
  }

  function show(papers) {
    const rows = groups
      .map((group) => [
        group.name,
        row(
          group,
          papers.filter((paper) => passes(paper, group)),
        ),
      ])
      .filter(([, shown]) => shown);
    const folded = rows.filter(([name]) => FOLDED.includes(name));
    const open = folded.some(([name]) => choice[name] !== null) || place.querySelector("details")?.open;
    place.hidden = !papers.length || !rows.length;
    place.replaceChildren(
      ...rows.filter((each) => !folded.includes(each)).map(([, shown]) => shown),
      ...(folded.length ? [el("details", { open: Boolean(open) }, el("summary", {}, t("search.facets_more")), folded.map(([, shown]) => shown))] : []),
    );
  }

  function row(group, papers) {
    const counts = new Map();
    papers.forEach((paper) => group.of(paper).forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1)));
    const picked = choice[group.name];
    if (counts.size < 2 && picked === null) return null;
    if (picked !== null && !counts.has(picked)) counts.set(picked, 0);
    const sorted = [...counts].sort((a, b) => (b[0] === picked) - (a[0] === picked) || b[1] - a[1] || a[0] - b[0]);
    const title = t(`search.facet_${group.name}`);
    return el(
      "div",
      { class: "search-facet", role: "group", "aria-label": title },
      el("span", { "aria-hidden": "true" }, title),
      el(
        "div",
        {},
        sorted.slice(0, MOST).map(([value, count]) => button(group, value, count)),
      ),
    );
  }

  function button(group, value, count) {
    const on = choice[group.name] === value;
    const pressed = () => {
      choice[group.name] = on ? null : value;
      changed();
    };
    return el(
      "button",
      { type: "button", "aria-pressed": String(on), title: group.label(value), onclick: pressed },
      group.label(value),
      el("span", {}, ` ${count}`),
    );
  }

  function write(parts) {
    for (const { name, id } of groups) if (choice[name] !== null) parts.set(name, id(choice[name]));
  }

  function read(parts) {
    for (const { name, id, all } of groups) {
      const given = parts.get(name);
      choice[name] = given === null ? null : (all.find((value) => id(value) === given) ?? null);
    }
  }

  return { show, keeps: (paper) => passes(paper, null), chosen, clear, read, write };
};
