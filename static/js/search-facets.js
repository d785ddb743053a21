"use strict";
/* Narrowing of results by topic, year and keyword, all at once. Each count says how many papers a press would leave. */
sitegen.facets = (summary, place, changed) => {
  const { el, t } = sitegen;
  const MOST = 24;
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
    {
      name: "keyword",
      of: (paper) => summary.keywords[paper],
      label: (at) => summary.labels[at],
      id: (at) => summary.labels[at],
      all: summary.labels.map((_, at) => at),
    },
  ];
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
      .map((group) =>
        row(
          group,
          papers.filter((paper) => passes(paper, group)),
        ),
      )
      .filter(Boolean);
    place.hidden = !papers.length || !rows.length;
    place.replaceChildren(...rows);
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
