"use strict";
/* Boxes that find a paper or topic by its name: the map's own, and the one that asks where a path should lead. */

/* Suggestions while typing; `places()` gives [{text, topic?, ...}], `more(words)` what follows them; Enter or a click
   chooses one. */
sitegen.map.combobox = (map, input, list, { places, choose, more = () => [] }) => {
  const { el } = sitegen;
  const MOST = 8;
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  let found = [];
  let active = -1;

  const role = { role: "combobox", "aria-controls": list.id, "aria-autocomplete": "list" };
  Object.entries(role).forEach(([name, value]) => input.setAttribute(name, value));
  list.setAttribute("role", "listbox");
  open(false);

  /* Places that hold all words, those that begin a word with them first. */
  function matches(query) {
    const words = plain(query).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const rank = ({ plain: text }) =>
      text.startsWith(words[0]) ? 0 : words.every((word) => ` ${text}`.includes(` ${word}`)) ? 1 : 2;
    return places()
      .filter((place) => words.every((word) => (place.plain ??= plain(place.text)).includes(word)))
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, MOST);
  }

  function suggest() {
    found = [...matches(input.value), ...more(input.value.trim())];
    active = -1;
    list.replaceChildren(...found.map(option));
    open(found.length > 0);
  }

  function option({ text, topic }, at) {
    const held = (event) => event.preventDefault();
    return el(
      "li",
      { role: "option", id: `${list.id}-${at}`, "aria-selected": "false", onmousedown: held, onclick: () => pick(at) },
      map.topics[topic] && sitegen.marker(map.topics[topic]),
      el("span", { dir: "auto" }, text),
    );
  }

  function open(wanted) {
    list.hidden = !wanted;
    input.setAttribute("aria-expanded", String(wanted));
    if (!wanted) input.removeAttribute("aria-activedescendant");
  }

  function move(step) {
    if (list.hidden) return suggest();
    active = sitegen.map.next(active, step, found.length);
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    input.setAttribute("aria-activedescendant", list.children[active].id);
    return list.children[active].scrollIntoView({ block: "nearest" });
  }

  function pick(at) {
    if (!found[at]) return;
    input.value = found[at].text;
    open(false);
    choose(found[at]);
  }

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => (list.hidden && suggest(), pick(Math.max(0, active))),
    Escape: () => (list.hidden ? (input.value = "") : open(false)),
  };

  input.addEventListener("input", suggest);
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  return { suggest, pick };
};

/* The map's search box: goes to the paper or topic, which may be on another topic's map. */
sitegen.map.find = (map, { go, entered }) => {
  const input = sitegen.map.part("find");
  const here = map.nodes.filter((node) => !node.far);
  const papers = here.map(({ id, title, topic }) => ({ text: title, topic, change: { paper: id } }));
  const topics = map.kind ? [] : map.topics.map(topicPlace);
  let others = [];

  function topicPlace({ name, number, id }) {
    const other = map.in && map.in !== id;
    return { text: name, topic: number, ...(other ? { leads: () => `#in=${id}` } : { change: { topic: number } }) };
  }

  /* The way on: abstracts and authors are searched on the search page. */
  function elsewhere(words) {
    const leads = () => `${sitegen.root}search.html?q=${encodeURIComponent(words)}`;
    return words ? [{ text: sitegen.t("map.search_for", { words: `“${words}”` }), leads }] : [];
  }

  async function choose({ change, leads }) {
    if (change) go({ ...sitegen.map.nothing, ...change }, true);
    else location.assign(await leads());
  }

  const box = sitegen.map.combobox(map, input, sitegen.map.part("found"), {
    places: () => [...topics, ...papers, ...others],
    choose,
    more: elsewhere,
  });

  /* In a library of many maps the other topics' papers are known once someone begins to look. */
  async function fetchOthers() {
    others = await sitegen.map.others(map);
    if (document.activeElement === input && input.value) box.suggest();
  }
  if (map.kind || map.in) fetchOthers().catch(() => {});
  if (input.value) box.suggest();
  if (entered) box.pick(0);
  return box;
};
