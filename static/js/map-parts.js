"use strict";
/* What the panel's views are made of: links within the map that leave the filters as they are, and lists of them. */

sitegen.map.parts = (map, { go, view }) => {
  const { el, t, root } = sitegen;
  const { nothing, fragment, part } = sitegen.map;
  const counted = (key, n) => t(map.kind ? `${key}_topics` : key, { n });

  /* A plain click goes there without leaving the filters. */
  function jump(kind, change, address, attributes, ...children) {
    const onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go({ ...nothing, ...change }, true);
    };
    return el(kind, { href: fragment(map, ...address), onclick, ...attributes }, ...children);
  }

  function paperLink(id) {
    const { slug, title, topic, far } = map.nodes[id];
    if (map.kind) return topicLink(topic, id);
    if (!far) return jump("a", { paper: id }, ["paper", slug], { dir: "auto" }, title);
    const home = map.topics[topic];
    return el("a", { href: sitegen.map.away(map, id), dir: "auto" }, home && [sitegen.marker(home), " "], title);
  }

  function topicLink(number, node = number) {
    const topic = map.topics[number];
    const words = topic ? [sitegen.marker(topic), topic.name] : [t("map.no_topic")];
    if (map.kind) return jump("a.map-topic", { paper: node }, ["topic", map.nodes[node].slug], {}, ...words);
    if (!topic) return words[0];
    if (map.in && map.in !== topic.id) return el("a.map-topic", { href: `#in=${topic.id}` }, words);
    return jump("a.map-topic", { topic: number }, ["topic", topic.id], {}, ...words);
  }

  function keywordLink(place, count) {
    const [label, slug] = map.keywords[place];
    const href = root + (slug ? `keywords/${slug}.html` : `search.html?q=${encodeURIComponent(label)}`);
    return el("a.map-keyword", { href, dir: "auto" }, label, count && el("span.map-count", ` ${count}`));
  }

  /* Keywords, each with a count where there is one. */
  function keywords(places, counts = []) {
    const items = places.map((at, turn) => el("li", keywordLink(at, counts[turn])));
    return items.length > 0 && el("ul.map-keywords", { "aria-label": t("map.keywords") }, items);
  }

  /* Why a link is there, in a few words, and the way to the whole of it. */
  function because(number, label, before = "") {
    const ends = [map.edges[number].from, map.edges[number].to].map((id) => map.nodes[id].slug).join("~");
    const why = jump("a.map-why", { link: number }, ["link", ends], { "aria-label": label }, t("map.why"));
    return [el("span.map-because", `${before}${sitegen.map.because(map, number)} `), why];
  }

  /* The field that asks where a path should lead. */
  function ask(from) {
    const words = { placeholder: t("map.path_to"), "aria-label": t("map.path_to") };
    const input = el("input", { type: "text", id: "map-path", autocomplete: "off", spellcheck: "false", ...words });
    const list = el("ul.map-found", { id: "map-ends", "aria-label": t("map.found") });
    const others = map.nodes.filter(({ id, far }) => id !== from && !far);
    const places = others.map(({ id, title, topic }) => ({ text: title, topic, id }));
    const choose = ({ id }) => go({ ...nothing, path: [from, id] }, true);
    sitegen.map.combobox(map, input, list, { places: () => places, choose });
    return el("div.map-search.map-to", input, list);
  }

  /* Fill a place once the papers' texts are here. */
  function later(ids, place, fill) {
    const text = async (id) => {
      const at = map.nodes[id].number ?? id;
      return (await sitegen.load(`papers/${Math.floor(at / map.chunk)}`))[at % map.chunk];
    };
    Promise.all(ids.map(text)).then(
      (papers) => place.append(...fill(...papers).filter(Boolean)),
      () => place.append(note(t("map.unloaded"))),
    );
    return place;
  }

  /* Puts papers on the reading list, from where they are cited together. */
  function keep(ids, words) {
    const status = el("span", { role: "status" });
    const add = () => {
      const n = sitegen.reading.add(ids.map((id) => map.nodes[id]));
      const link = el("a", { href: `${root}reading-list.html` }, t("list.title"));
      status.replaceChildren(`${t("list.taken", { n, all: ids.length })} `, link);
    };
    return [button(words, add), status];
  }

  /* Nothing matches; with a way out, since the filters may be out of sight. */
  const empty = () => el("p", t("map.empty"), " ", button(t("map.reset"), () => part("reset").click()));

  /* The same as a table, or as a list again. */
  function other(state) {
    const change = state.table ? { table: false, list: !state.area && state.topic < 0 } : { table: true };
    return button(t(state.table ? "map.as_list" : "map.as_table"), () => go(change, true));
  }

  const list = (rows, kind = "ul") => el(`${kind}.map-related`, rows.map((row) => el("li", row)));
  const papers = (ids, kind) => list(ids.map((id) => paperLink(id)), kind);
  const kicker = (...words) => el("p.map-kicker", words);
  const actions = (...children) => el("p.map-actions", children.flat());
  const open = (address, words) => el("a.map-open", { href: address }, words);
  const button = (words, onclick) => el("button.map-button", { type: "button", onclick }, words);
  const note = (words) => el("p.map-note", words);

  return {
    ...{ go, view, counted, paperLink, topicLink, keywordLink, keywords, because, ask, later, keep, empty, other },
    ...{ list, papers, kicker, actions, open, button, note },
  };
};
