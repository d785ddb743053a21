"use strict";
/* The map's search box: suggestions while typing, Enter flies to the paper or topic. */
sitegen.map.find = (map, { go }) => {
  const { el } = sitegen;
  const MOST = 8;
  const input = document.getElementById("map-find");
  const list = document.getElementById("map-found");
  const places = [
    ...map.topics.map((topic) => ({ text: topic.name, topic: topic.number, change: { topic: topic.number } })),
    ...map.nodes.map((node) => ({ text: node.title, topic: node.topic, change: { paper: node.id } })),
  ].map((place) => ({ ...place, plain: plain(place.text) }));
  let found = [];
  let active = -1;

  function plain(text) {
    return text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();
  }

  /* Places that hold all words, those that begin a word with them first. */
  function matches(query) {
    const words = plain(query).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const rank = ({ plain: text }) =>
      text.startsWith(words[0]) ? 0 : words.every((word) => ` ${text}`.includes(` ${word}`)) ? 1 : 2;
    const holding = places.filter((place) => words.every((word) => place.plain.includes(word)));
    return holding
      .map((place) => [rank(place), place])
      .sort((a, b) => a[0] - b[0])
      .map((row) => row[1])
      .slice(0, MOST);
  }

  /* The way on: abstracts and authors are searched on the search page. */
  function elsewhere(words) {
    const address = `${sitegen.root}search.html?q=${encodeURIComponent(words)}`;
    return words ? [{ text: sitegen.t("map.search_for", { words: `“${words}”` }), topic: -1, address }] : [];
  }

  function suggest() {
    found = [...matches(input.value), ...elsewhere(input.value.trim())];
    active = -1;
    list.replaceChildren(...found.map(option));
    open(found.length > 0);
  }

  function option(place, at) {
    const topic = map.topics[place.topic];
    return el(
      "li",
      {
        role: "option",
        id: `map-found-${at}`,
        "aria-selected": "false",
        onmousedown: (event) => event.preventDefault(),
        onclick: () => choose(at),
      },
      topic ? sitegen.marker(topic) : null,
      el("span", { dir: "auto" }, place.text),
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
    input.setAttribute("aria-activedescendant", `map-found-${active}`);
    list.children[active].scrollIntoView({ block: "nearest" });
    return undefined;
  }

  function choose(at) {
    const place = found[at];
    if (!place) return;
    if (place.address) return location.assign(place.address);
    input.value = place.text;
    open(false);
    go({ ...sitegen.map.nothing, ...place.change }, true);
  }

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => (list.hidden && suggest(), choose(Math.max(0, active))),
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

  /* What was looked for is past once something else is chosen. */
  function show(title) {
    if (input.value !== title) input.value = "";
  }

  return { show };
};
