"use strict";
/* Boxes that find a paper or topic by its name: the map's own, and the one that asks where a path should lead. */

/* Suggestions while typing; `places()` gives [{text, topic?, ...}], `more(words)` what follows them; Enter or a click
   chooses one. */
sitegen.map.combobox = (map, input, list, { places, choose, more = () => [] }) => {
  const MOST = 8;
  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();
  let found = [];
  let active = -1;

  /* Places that hold all words, those that begin a word with them first. */
  function matches(query) {
    const words = plain(query).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const rank = ({ plain: text }) =>
      text.startsWith(words[0]) ? 0 : words.every((word) => ` ${text}`.includes(` ${word}`)) ? 1 : 2;
    return places()
      .filter((place) => words.every((word) => (place.plain ??= plain(place.text)).includes(word)))
      .map((place) => [rank(place), place])
      .sort((a, b) => a[0] - b[0])
      .slice(0, MOST)
      .map((row) => row[1]);
  }

  function suggest() {
    found = [...matches(input.value), ...more(input.value.trim())];
    active = -1;
    list.replaceChildren(...found.map(option));
    open(found.length > 0);
  }

  function option(place, at) {
    const topic = map.topics[place.topic];
    const attributes = {
      role: "option",
      id: `${list.id}-${at}`,
      "aria-selected": "false",
      onmousedown: (event) => event.preventDefault(),
      onclick: () => pick(at),
    };
    return sitegen.el(
      "li",
      attributes,
      topic ? sitegen.marker(topic) : null,
      sitegen.el("span", { dir: "auto" }, place.text),
    );
  }

  function open(wanted) {
    list.hidden = !wanted;
    input.setAttribute("aria-expanded", String(wanted));
    if (!wanted) input.removeAttribute("aria-activedescendant");
  }

  function move(step) {
    if (list.hidden) return suggest();
    active = (active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length;
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
  return { suggest };
};

/* The map's search box: goes to the paper or topic, which may be on another topic's map. */
sitegen.map.find = (map, { go }) => {
  const input = document.getElementById("map-find");
  const { nothing, fragment } = sitegen.map;
  const here = map.nodes.filter((node) => !node.far);
  const papers = here.map((node) => ({ text: node.title, topic: node.topic, change: { paper: node.id } }));
  const topics = map.kind ? [] : map.topics.map(topicPlace);
  let others = [];

  function topicPlace({ name, number, id }) {
    const other = map.in && map.in !== id;
    return { text: name, topic: number, ...(other ? { way: `#in=${id}` } : { change: { topic: number } }) };
  }

  /* Titles of the other topics' papers, once someone begins to look. */
  async function fetchTitles() {
    const titles = await sitegen.load("titles");
    const numbers = new Map(map.topics.map(({ id, number }) => [id, number]));
    others = Object.keys(titles)
      .filter((id) => id !== map.in)
      .flatMap((id) => titles[id].map((text, at) => ({ text, topic: numbers.get(id) ?? -1, id, at })));
    if (document.activeElement === input && input.value) box.suggest();
  }

  /* The way on: abstracts and authors are searched on the search page. */
  function elsewhere(words) {
    const address = `${sitegen.root}search.html?q=${encodeURIComponent(words)}`;
    return words ? [{ text: sitegen.t("map.search_for", { words: `“${words}”` }), address }] : [];
  }

  async function choose({ change, way, address, id, at }) {
    if (change) return go({ ...nothing, ...change }, true);
    if (address ?? way) return location.assign(address ?? way);
    const { nodes } = await sitegen.load(`map/${id}`);
    return location.assign(fragment({ in: id }, "paper", nodes[at].slug));
  }

  const box = sitegen.map.combobox(map, input, document.getElementById("map-found"), {
    places: () => [...topics, ...papers, ...others],
    choose,
    more: elsewhere,
  });
  if (map.kind || map.in) input.addEventListener("focus", () => fetchTitles().catch(() => {}), { once: true });

  /* What was looked for is past once something else is chosen. */
  function show(title) {
    if (input.value !== title) input.value = "";
  }

  return { show };
};
