"use strict";
/* The reader's own list: papers with notes and read marks, kept in this browser under the site's name and nowhere else. */
sitegen.reading = (() => {
  const { el, t } = sitegen;
  /* Storage is shared by all sites of one host, so the key carries the site's own name. */
  const KEY = `${document.body.dataset.site}:reading-list`;
  const listeners = [];
  const buttons = new Map();
  let papers = stored();

  /* [{slug, title, read, note}], in the order in which they came. Whatever storage holds, only such rows come out. */
  function stored() {
    try {
      return rows(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
    } catch {
      return [];
    }
  }

  function rows(value) {
    const found = Array.isArray(value) ? value : value?.papers;
    const seen = new Set();
    return (Array.isArray(found) ? found : [])
      .map((row) => (typeof row === "string" ? { slug: row } : row))
      .filter((row) => /^[a-z0-9-]{1,100}$/.test(row?.slug) && !seen.has(row.slug) && seen.add(row.slug))
      .map(({ slug, title, read, note }) => ({
        slug,
        title: String(title ?? slug).slice(0, 1000),
        read: read === true,
        note: String(note ?? "").slice(0, 20000),
      }));
  }

  function keep(next) {
    papers = next;
    try {
      localStorage.setItem(KEY, JSON.stringify(papers));
    } catch {
      // Private windows and strict settings refuse storage; the list then lasts for this page.
    }
    tell();
  }

  /* Buttons that have left the page are forgotten. */
  function tell() {
    for (const [made, show] of buttons) {
      if (made.isConnected) show();
      else buttons.delete(made);
    }
    listeners.forEach((listener) => listener());
  }

  const all = () => papers;
  const has = (slug) => papers.some((paper) => paper.slug === slug);
  const drop = (slug) => keep(papers.filter((paper) => paper.slug !== slug));
  const change = (slug, news) => keep(papers.map((paper) => (paper.slug === slug ? { ...paper, ...news } : paper)));

  /* Take papers in. One that is there keeps its place; its note and the other's are both kept. Returns how many were new. */
  function add(more) {
    const known = new Map(papers.map((paper) => [paper.slug, paper]));
    const before = papers.length;
    for (const row of rows(more)) {
      const mine = known.get(row.slug);
      const notes = [...new Set([mine?.note, row.note])].filter(Boolean).join("\n\n");
      known.set(row.slug, { ...row, ...mine, read: row.read || (mine?.read ?? false), note: notes });
    }
    keep([...known.values()]);
    return papers.length - before;
  }

  /* Other tabs change the list, too. */
  addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    papers = stored();
    tell();
  });

  /* A button that puts a paper on the list, or takes it off. */
  function button(slug, title, attributes = {}) {
    const pressed = () => (has(slug) ? drop(slug) : add([{ slug, title }]));
    const made = el("button", { type: "button", class: "button", ...attributes, onclick: pressed });
    const show = () => {
      made.setAttribute("aria-pressed", String(has(slug)));
      made.textContent = t(has(slug) ? "list.remove" : "list.add");
    };
    buttons.set(made, show);
    show();
    return made;
  }

  const heard = (listener) => listeners.push(listener);
  return { all, has, add, drop, change, rows, button, heard };
})();
