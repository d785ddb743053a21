"use strict";
/* The keyboard on the map, and its way from the chosen paper to those it is linked with. */
sitegen.map.walk = (map, camera, { asked, stand, there, visit, say, go }) => {
  const { t } = sitegen;
  const { nothing, related, because } = sitegen.map;
  const keys = {
    ArrowRight: () => step(1),
    ArrowDown: () => step(1),
    ArrowLeft: () => step(-1),
    ArrowUp: () => step(-1),
    Enter: enter,
    w: why,
    "+": () => camera.zoom(1.3),
    "=": () => camera.zoom(1.3),
    "-": () => camera.zoom(1 / 1.3),
    0: camera.all,
  };

  function press(event) {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  }

  /* On to the next of the related papers; without a chosen one, to a first paper. */
  function step(by) {
    const { paper, cursor, shown } = asked();
    if (paper < 0) return shown.size ? visit(first()) : say(t("map.empty"));
    const rows = related(map, paper).filter(({ id }) => there(id));
    if (!rows.length) return say(t("map.unrelated"));
    const at = sitegen.map.next(rows.findIndex(({ id }) => id === cursor), by, rows.length);
    const [from, to] = [paper, rows[at].id].map((id) => map.nodes[id].title);
    stand(rows[at].id);
    const why = because(map, rows[at].number);
    return say(t("map.walked", { at: at + 1, all: rows.length, title: from, why, paper: to }));
  }

  function first() {
    const { topic: chosen, shown } = asked();
    const topics = map.topics.filter(({ number }) => chosen < 0 || number === chosen);
    return [...topics.flatMap(({ central }) => central), ...shown].find((id) => shown.has(id));
  }

  /* The link to the paper on which the keyboard stands. */
  function why() {
    const { paper, cursor } = asked();
    const row = paper >= 0 && related(map, paper).find(({ id }) => id === cursor);
    if (row) go({ ...nothing, link: row.number }, true, true);
  }

  /* Enter goes to the paper on which the keyboard stands; on the map of topics, into the chosen topic. */
  function enter() {
    const { paper, cursor } = asked();
    if (cursor >= 0) visit(cursor);
    else if (map.kind && paper >= 0) location.assign(`#in=${map.nodes[paper].slug}`);
  }

  function any() {
    const ids = [...asked().shown];
    if (ids.length) visit(ids[Math.floor(Math.random() * ids.length)]);
  }

  return { press, any };
};
