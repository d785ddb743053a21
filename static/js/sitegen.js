"use strict";
/* The one global of the site: words, data files, storage, small DOM pieces, and `/` for the search box.
   Data files are scripts because fetch and modules are refused on file://. */
window.sitegen = (() => {
  const body = document.body;
  const root = body?.dataset.root ?? "";
  const language = document.documentElement.lang || "en";
  const numbers = new Intl.NumberFormat(language);
  const plural = new Intl.PluralRules(language);
  const phrases = {};
  const arrived = new Map();
  const loading = new Map();

  function words(table) {
    Object.assign(phrases, table);
  }

  /* The words of `key`, with {name} filled in; where `n` is given, the plural form of `key` that suits it. */
  function t(key, vars = {}) {
    const counted = "n" in vars ? (phrases[`${key}.${plural.select(vars.n)}`] ?? phrases[`${key}.other`]) : undefined;
    const phrase = counted ?? phrases[key] ?? key;
    return phrase.replace(/\{(\w+)\}/g, (whole, name) => (name in vars ? shown(vars[name]) : whole));
  }

  function shown(value) {
    return typeof value === "number" ? numbers.format(value) : String(value);
  }

  /* What every data file calls. */
  function data(name, value) {
    arrived.set(name, value);
  }

  /* A promise of data/<name>.js; asked for once, asked again after a failure. */
  function load(name) {
    if (arrived.has(name)) return Promise.resolve(arrived.get(name));
    if (!loading.has(name))
      loading.set(
        name,
        fetched(name).finally(() => loading.delete(name)),
      );
    return loading.get(name);
  }

  function fetched(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const failed = () => reject(new Error(`data/${name}.js could not be loaded`));
      script.src = `${root}data/${name}.js`;
      script.onload = () => (arrived.has(name) ? resolve(arrived.get(name)) : failed());
      script.onerror = failed;
      document.head.append(script);
    });
  }

  /* Storage is shared by all sites of one host, so keys carry the site's own name; it may be refused altogether. */
  function remember(key, value) {
    try {
      localStorage.setItem(`${body.dataset.site}:${key}`, value);
    } catch {
      // Private windows and strict settings refuse storage; the page works without.
    }
  }

  function recall(key) {
    try {
      return localStorage.getItem(`${body.dataset.site}:${key}`);
    } catch {
      return null;
    }
  }

  /* An element with attributes and children. Texts become text nodes: data never become markup. */
  function el(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }

  /* `text` with [start, end] ranges marked, as nodes. Ranges are sorted and do not overlap. */
  function marked(text, ranges) {
    const nodes = [];
    let at = 0;
    for (const [start, end] of ranges) {
      if (start < at) continue;
      nodes.push(text.slice(at, start), el("mark", {}, text.slice(start, end)));
      at = end;
    }
    nodes.push(text.slice(at));
    return nodes;
  }

  /* The browser may refuse the clipboard, on pages from disk for one: then the line stands selected. */
  async function copy(code, status) {
    try {
      await navigator.clipboard.writeText(code.textContent);
      status.textContent = t("mend.copied");
    } catch {
      getSelection().selectAllChildren(code);
      status.textContent = t("mend.selected");
    }
  }

  /* `action`, at most once in `wait` milliseconds of quiet. */
  function calmly(action, wait = 150) {
    let timer = 0;
    return (...values) => {
      clearTimeout(timer);
      timer = setTimeout(() => action(...values), wait);
    };
  }

  const still = matchMedia("(prefers-reduced-motion: reduce)");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const boxes = ["[data-slash]", "input[type=search]"].flatMap((kind) => [...document.querySelectorAll(kind)]);
    const box = boxes.find((input) => input.offsetParent);
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  return { root, words, t, data, load, remember, recall, el, marked, copy, calmly, calm: () => still.matches };
})();
