"use strict";
/* Papers in the panel: those of a topic, and all that are shown. */
sitegen.map.views.topic = (map, { view, counted, empty, other, papers, keywords, kicker, actions, open }) => {
  const { el, t, root } = sitegen;

  function show(state, shown) {
    const topic = map.topics[state.topic];
    const members = [...shown].filter((id) => map.nodes[id].topic === state.topic);
    const central = topic.central.filter((id) => shown.has(id));
    const rest = members.filter((id) => !central.includes(id));
    const head = [
      kicker(t("map.topic")),
      el("h2", sitegen.marker(topic), topic.name),
      actions(open(`${root}topics/${topic.id}.html`, t("map.open_topic")), other(state)),
    ];
    if (!members.length) return [head, empty()];
    if (state.table) return [head, view("table").show(members)];
    return [
      head,
      keywords(topic.keywords.filter((at) => at in map.keywords)),
      central.length > 0 && [el("h3", t("map.central")), papers(central, "ol")],
      rest.length > 0 && [el("h3", t("map.others", { n: rest.length })), papers(rest)],
    ];
  }

  return { show };
};

sitegen.map.views.all = (map, { view, counted, empty, other, papers, topicLink, actions }) => {
  const { el } = sitegen;

  function show(state, shown) {
    const head = el("h2", counted("map.shown", shown.size));
    if (!shown.size) return [head, empty()];
    return [head, actions(other(state)), state.table ? view("table").show([...shown]) : list([...shown])];
  }

  function list(ids) {
    return map.kind || map.in ? papers(ids) : [...map.topics.keys(), -1].map((topic) => group(topic, ids));
  }

  function group(topic, ids) {
    const own = ids.filter((id) => map.nodes[id].topic === topic);
    return own.length > 0 && el("section", el("h3", topicLink(topic), ` (${own.length})`), papers(own));
  }

  return { show };
};
