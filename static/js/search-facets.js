"use strict";
/* Narrowing of results by topic, year, author, venue, keyword and what else the papers have, all at once. Each count says
   how many papers a press would leave. What is chosen goes by its name in the address. */
sitegen.facets = (lists, place, changed) => {
  const { el, t } = sitegen;
  const MOST = 24;
  /* What there always is stands open; the rest, and what is long to load, is folded away. */
  const FOLDED = ["tag", "collection", "source"];
  const SWITCHES = ["has", "list"];
  const choice = Object.fromEntries(lists.names.map((name) => [name, null]));

  const picked = () => lists.names.filter((name) => choice[name] !== null);

  /* The tables of what is chosen; a choice that its table does not know is none. */
  async function chosen() {
    const tables = await Promise.all(picked().map(lists.load));
    return tables.flatMap(({ name, values, of }) => {
      const at = values.findIndex(([id]) => id === choice[name]);
      if (at < 0) choice[name] = null;
      return at < 0 ? [] : [{ name, holds: (paper) => of[paper].includes(at) }];
    });
  }

  async function kept(papers) {
    const wanted = await chosen();
    return wanted.length ? papers.filter((paper) => wanted.every(({ holds }) => holds(paper))) : papers;
  }

  /* A promise of the rows' being there; `newer` says whether something else is to be shown meanwhile. */
  async function show(papers, newer = () => false) {
    const names = papers.length ? lists.names : [];
    const unfolded = place.querySelector("details")?.open ?? false;
    const wanted = names.filter((name) => lists.atOnce(name) || lists.loaded(name) || choice[name] !== null || unfolded);
    const [tables, filters] = await Promise.all([Promise.all(wanted.map(lists.load)), chosen()]);
    if (newer()) return;
    const passing = Object.fromEntries(tables.map(({ name }) => [name, passes(papers, filters, name)]));
    const shown = (some) => tables.filter(({ name }) => some(name)).map((table) => row(table, passing[table.name]));
    const isFolded = (name) => FOLDED.includes(name) || !(lists.atOnce(name) || choice[name] !== null);
    const open = shown((name) => !isFolded(name) && !SWITCHES.includes(name)).filter(Boolean);
    const folded = shown((name) => isFolded(name) && !SWITCHES.includes(name)).filter(Boolean);
    const later = names.some((name) => !wanted.includes(name));
    place.hidden = !papers.length;
    place.replaceChildren(
      ...[switches(tables, passing), ...open, folded.length || later ? fold(folded, unfolded, papers) : null, undo()].filter(Boolean),
    );
  }

  /* The papers that pass every choice but this one's. */
  function passes(papers, filters, but) {
    const others = filters.filter(({ name }) => name !== but);
    return others.length ? papers.filter((paper) => others.every(({ holds }) => holds(paper))) : papers;
  }

  function fold(rows, unfolded, papers) {
    const open = unfolded || FOLDED.some((name) => choice[name]);
    const opened = (event) => event.target.open && lists.names.some((name) => !lists.loaded(name)) && show(papers);
    return el("details", { open, ontoggle: opened }, el("summary", {}, t("search.facets_more")), rows);
  }

  function undo() {
    if (!picked().length) return null;
    const pressed = () => {
      read(new URLSearchParams());
      changed();
    };
    return el("button", { type: "button", class: "search-undo", onclick: pressed }, t("search.undo"));
  }

  function counted({ values, of }, papers) {
    const counts = new Int32Array(values.length);
    for (const paper of papers) for (const value of of[paper]) counts[value] += 1;
    return counts;
  }

  function row(table, papers) {
    const counts = counted(table, papers);
    const mine = table.values.findIndex(([id]) => id === choice[table.name]);
    const there = [...counts.keys()].filter((value) => counts[value] || value === mine);
    if (there.length < 2 && mine < 0) return null;
    there.sort((a, b) => (b === mine) - (a === mine) || counts[b] - counts[a] || a - b);
    const title = t(`search.facet_${table.name}`);
    const buttons = there.slice(0, MOST).map((value) => {
      const [id, label] = table.values[value];
      return button(table.name, id, label, counts[value]);
    });
    return group(title, buttons);
  }

  function group(title, buttons) {
    return el(
      "div",
      { class: "search-facet", role: "group", "aria-label": title },
      el("span", { "aria-hidden": "true" }, title),
      el("div", {}, buttons),
    );
  }

  /* What a paper has or has not, side by side. */
  function switches(tables, passing) {
    const buttons = tables
      .filter(({ name }) => SWITCHES.includes(name))
      .flatMap((table) => {
        const [[id]] = table.values;
        const [count] = counted(table, passing[table.name]);
        return count || choice[table.name] ? [button(table.name, id, t(`search.only_${table.name}`), count)] : [];
      });
    return buttons.length ? group(t("search.only"), buttons) : null;
  }

  function button(name, id, label, count) {
    const on = choice[name] === id;
    const pressed = () => {
      choice[name] = on ? null : id;
      changed();
    };
    return el(
      "button",
      { type: "button", "aria-pressed": String(on), title: label, onclick: pressed },
      label,
      el("span", {}, ` ${count}`),
    );
  }

  function write(parts) {
    for (const name of picked()) parts.set(name, choice[name]);
  }

  function read(parts) {
    for (const name of lists.names) choice[name] = parts.get(name);
  }

  /* Whether anything is chosen that there is. */
  const narrowed = async () => (await chosen()).length > 0;

  return { show, kept, read, write, narrowed };
};
