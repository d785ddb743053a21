"use strict";
/* The one global of the site: words, data files, scripts, small DOM pieces, and `/` for the search box.
   Data files are scripts: fetch and modules are refused on file://. */
window.sitegen = (() => {
  const root = document.body.dataset.root;
  const plural = new Intl.PluralRules(document.documentElement.lang || "en");
  const phrases = {};
  const arrived = new Map();
  const loading = new Map();

  const words = (table) => Object.assign(phrases, table);

  /* The words of `key`, with {name} filled in; where `n` is given, the plural form of `key` that suits it. */
  function t(key, vars = {}) {
    const counted = "n" in vars ? (phrases[`${key}.${plural.select(vars.n)}`] ?? phrases[`${key}.other`]) : undefined;
    const phrase = counted ?? phrases[key] ?? key;
    return phrase.replace(/\{(\w+)\}/g, (whole, name) => (name in vars ? shown(vars[name]) : whole));
  }

  /* Whole numbers as pages have them, 1,384: a browser's own way takes 15 ms to get ready. */
  const shown = (value) => (Number.isInteger(value) ? String(value).replace(/\B(?=(\d{3})+$)/g, ",") : value);

  /* What every data file calls. */
  const data = (name, value) => arrived.set(name, value);

  /* A promise of what data/<name>.js holds. */
  async function load(name) {
    if (!arrived.has(name)) await script(`data/${name}.js`);
    if (!arrived.has(name)) throw new Error(`data/${name}.js holds nothing`);
    return arrived.get(name);
  }

  /* Promises that static/js/<name>.js have run, in their order: for what few readers ask for. */
  const need = (...names) => Promise.all(names.map((name) => script(`static/js/${name}.js`)));
  const has = (...names) => names.every((name) => loading.get(`static/js/${name}.js`)?.done);

  /* Run a script; asked for once, asked again after a failure. */
  function script(path) {
    if (!loading.has(path)) loading.set(path, fetched(path));
    return loading.get(path);
  }

  function fetched(path) {
    const promise = new Promise((resolve, reject) => {
      const ran = () => resolve((promise.done = true));
      const failed = () => reject(new Error(`${path} could not be loaded`), loading.delete(path));
      const element = el("script", { src: root + path, onload: ran, onerror: failed });
      element.async = path.startsWith("data/");
      document.head.append(element);
    });
    return promise;
  }

  /* An element: "tag.class" or "svg:tag.class", attributes if there are any, children. Texts become text nodes: data
     never become markup. */
  function el(kind, ...children) {
    const [tag, ...classes] = kind.replace("svg:", "").split(".");
    const drawn = kind.startsWith("svg:");
    const element = drawn ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
    if (classes.length) element.setAttribute("class", classes.join(" "));
    const attributes = children[0]?.constructor === Object ? children.shift() : {};
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child || child === 0));
    return element;
  }

  /* `action`, at most once in `wait` milliseconds of quiet. */
  function calmly(action, wait = 150) {
    let timer = 0;
    return (...values) => {
      clearTimeout(timer);
      timer = setTimeout(() => action(...values), wait);
    };
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const boxes = [...document.querySelectorAll("[data-slash]"), ...document.querySelectorAll("input[type=search]")];
    const box = boxes.find((input) => input.offsetParent);
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  return { root, words, t, data, load, need, has, el, calmly };
})();
