"use strict";
/* The map page: one state, kept in the address; whatever changes it goes through `go`, and everything is shown from it. */
sitegen.map.run = (map) => {
  const { t } = sitegen;
  const { nothing, related, because } = sitegen.map;
  const find = (id) => document.getElementById(id);
  const stage = find("map-stage");
  const wide = matchMedia("(min-width: 60rem)");
  const stopped = new AbortController();
  const pageTitle = (sitegen.map.pageTitle ??= document.title);

  map.links = sitegen.map.links(map);
  find("map").classList.add("is-ready");
  const picture = sitegen.map.picture(stage, map);
  const states = sitegen.map.state(map);
  const panel = sitegen.map.panel(map, { go, texts, way });
  const filters = sitegen.map.filters(map, { go });
  const finder = sitegen.map.find(map, { go });
  let state = states.empty;
  let passing = filters.passing(state);
  let cursor = -1;

  function texts(id) {
    const at = map.nodes[id].number ?? id;
    return sitegen.load(`papers/${Math.floor(at / map.chunk)}`).then((papers) => papers[at % map.chunk]);
  }

  /* The way between two papers, over links that are shown; worked out anew only when these change. */
  let walked = {};
  function way(path) {
    const same = walked.passing === passing && String(walked.path) === String(path);
    if (!same) walked = { passing, path, found: sitegen.map.path(map, path, passing.links) };
    return walked.found;
  }

  /* Change what is shown. A step that someone would want to go back from is kept in the history. */
  function go(change, step = false, seen = false) {
    const next = { ...state, ...change };
    if (next.paper < 0) next.steps = 0;
    const written = states.write(next);
    const address = written ? `#${written}` : location.pathname + location.search;
    if (step && written !== states.write(state)) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    show(next, seen);
    if (Object.keys(nothing).some((name) => name in change)) uncover();
  }

  /* What the address says, unless that is what is shown. */
  function follow() {
    const asked = states.read(location.hash);
    if (states.write(asked) !== states.write(state)) show(asked);
  }

  /* A narrow screen has no room for drawer and panel. */
  function uncover() {
    const open = find("map-side").classList.contains("is-open");
    if (!open || wide.matches || panel.element.hidden) return;
    drawer(false);
    panel.element.focus();
  }

  function show(next, seen = false) {
    const before = state;
    state = next;
    cursor = -1;
    passing = filters.passing(state);
    const shown = new Set([...passing.papers, ...far()]);
    picture.set({ shown: shown.size < map.nodes.length ? shown : null, edges: drawn(shown), years: state.years });
    panel.show(state, passing);
    filters.show(state, passing);
    chosen();
    look(before, seen);
    speak(before);
    document.title = [titleOf(state), pageTitle].filter(Boolean).join(" · ");
  }

  /* Papers of other topics that what is chosen is linked with. */
  function far() {
    const ids = state.paper >= 0 ? related(map, state.paper).map(({ id }) => id) : ends(state);
    return ids.filter((id) => map.nodes[id].far);
  }

  function ends({ link }) {
    return link >= 0 ? [map.edges[link].from, map.edges[link].to] : [];
  }

  function titleOf({ paper, link, topic, area, path }) {
    const titles = (ids) => ids.map((id) => map.nodes[id].title);
    if (area) return t("map.area");
    if (path) return titles(path).join(" → ");
    if (link >= 0) return titles(ends({ link })).join(" – ");
    return paper >= 0 ? map.nodes[paper].title : topic >= 0 ? map.topics[topic].name : "";
  }

  /* The links drawn: those that pass, and all of a chosen paper, so that picture and panel agree. */
  function drawn(shown) {
    const own = state.paper >= 0 ? map.links[state.paper] : state.link >= 0 ? [state.link] : [];
    const whole = own.filter((number) => shown.has(map.edges[number].from) && shown.has(map.edges[number].to));
    return [...new Set([...passing.links, ...whole])];
  }

  function chosen() {
    const found = state.path && way(state.path);
    const papers = new Set(state.paper >= 0 ? [state.paper] : (found?.papers ?? state.path ?? ends(state)));
    const links = new Set(state.link >= 0 ? [state.link] : (found?.links ?? []));
    picture.select({ papers, links, lit: lit(papers), cursor, topic: state.topic, area: state.area });
  }

  function lit(papers) {
    if (state.paper >= 0) return around(state.paper, Math.max(1, state.steps));
    if (papers.size) return papers;
    if (state.area) return new Set(sitegen.map.within(map, state.area));
    if (state.topic < 0) return null;
    return new Set(map.nodes.filter((node) => node.topic === state.topic).map((node) => node.id));
  }

  /* The papers within some steps of one; beyond the first step only over links that are shown. */
  function around(start, steps) {
    const reached = new Set([start]);
    const open = new Set(passing.links);
    let edge = [start];
    for (let step = 0; step < steps; step += 1) {
      const rows = edge.flatMap((id) => related(map, id).filter((row) => id === start || open.has(row.number)));
      edge = [...new Set(rows.map(({ id }) => id))].filter((id) => !reached.has(id) && there(id));
      edge.forEach((id) => reached.add(id));
    }
    return reached;
  }

  function there(id) {
    return passing.papers.has(id) || Boolean(map.nodes[id].far);
  }

  /* Aim the camera where the choice is, only when the choice has changed; not far when it was `seen` already. */
  function look(before, seen) {
    const covered = panel.element.hidden ? 0 : wide.matches ? panel.element.offsetWidth : panel.element.offsetHeight;
    picture.camera.pad(wide.matches ? { right: covered, bottom: 0 } : { right: 0, bottom: covered });
    const same = (name) => String(before[name]) === String(state[name]);
    if (["paper", "link", "topic", "steps", "path"].every(same)) return;
    finder.show(titleOf(state));
    if (!aimed(state)) return picture.camera.restore();
    if (!aimed(before)) picture.camera.keep();
    if (state.path) picture.camera.fit(way(state.path)?.papers ?? state.path);
    else if (state.link >= 0) picture.camera.fit(ends(state));
    else if (state.steps > 0) picture.camera.fit([...around(state.paper, state.steps)]);
    else if (state.paper >= 0) picture.camera.to(state.paper, [...around(state.paper, 1)], seen);
    else if (state.topic >= 0) picture.camera.topic(state.topic);
  }

  function aimed({ paper, link, topic, path }) {
    return paper >= 0 || link >= 0 || topic >= 0 || path;
  }

  function speak(before) {
    const counts = ["paper", "link", "topic"].every((name) => before[name] === state[name]);
    if (!passing.papers.size) say(t("map.empty"));
    else if (state.path) say(panel.said(state.path));
    else say(counts ? filters.counts(passing.papers) : titleOf(state));
  }

  function say(words) {
    find("map-live").textContent = words;
  }

  /* Keyboard: arrows walk the related papers of the chosen one, Enter goes there. */
  function walk(step) {
    if (state.paper < 0) return passing.papers.size ? go({ ...nothing, paper: first() }, true) : say(t("map.empty"));
    const rows = related(map, state.paper).filter(({ id }) => there(id));
    if (!rows.length) return say(t("map.unrelated"));
    const at = rows.findIndex(({ id }) => id === cursor);
    const to = (at + step + rows.length + (at < 0 && step < 0 ? 1 : 0)) % rows.length;
    return stand(rows[to], to + 1, rows.length);
  }

  function first() {
    const own = map.topics.filter((topic) => state.topic < 0 || topic.number === state.topic);
    return [...own.flatMap((topic) => topic.central), ...passing.papers].find((id) => passing.papers.has(id));
  }

  function stand({ id, number }, at, all) {
    cursor = id;
    chosen();
    panel.point(id);
    const [from, to] = [state.paper, id].map((each) => map.nodes[each].title);
    say(t("map.walked", { at, all, title: from, why: because(map, map.edges[number]), paper: to }));
  }

  /* Enter goes to the paper on which the keyboard stands; on the map of topics, into the chosen topic. */
  function enter() {
    if (cursor >= 0) return visit(cursor);
    if (map.kind && state.paper >= 0) location.assign(`#in=${map.nodes[state.paper].slug}`);
    return undefined;
  }

  function visit(id) {
    const { far: away, topic, slug } = map.nodes[id];
    if (!away) return go({ ...nothing, paper: id }, true, true);
    return location.assign(sitegen.map.fragment({ in: map.topics[topic]?.id ?? "-" }, "paper", slug));
  }

  function pick(hit) {
    if (hit?.paper >= 0) return visit(hit.paper);
    return go({ ...nothing, ...(map.kind && hit?.topic >= 0 ? { paper: hit.topic } : hit) }, true, true);
  }

  function clear() {
    if (cursor >= 0) {
      cursor = -1;
      chosen();
      return panel.point(-1);
    }
    if (!find("map-side").classList.contains("is-open")) return go(nothing, true);
    return drawer(false);
  }

  function drawer(open) {
    find("map-side").classList.toggle("is-open", open);
    find("map-drawer").setAttribute("aria-expanded", String(open));
    if (open) find("map-side").querySelector("input").focus();
  }

  sitegen.map.hands(map, picture, { go, walk, enter, clear, pick, drawer, signal: stopped.signal });
  sitegen.map.tools(stage, picture, { go, passing: () => [...passing.papers] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", picture.recolour, { signal: stopped.signal });
  const scheme = new MutationObserver(picture.recolour);
  scheme.observe(document.documentElement, { attributes: true });

  show(states.read(location.hash));
  sitegen.map.now = () => ({
    ...state,
    papers: filters.all,
    shown: passing.papers.size,
    links: passing.links.length,
    cursor,
    way: state.path && way(state.path),
  });
  sitegen.map.view = picture;

  /* Let go of the page: another map takes its place. */
  function stop() {
    stopped.abort();
    scheme.disconnect();
    picture.stop();
  }

  return { follow, stop };
};
