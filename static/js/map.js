"use strict";
/* The map page: one state, kept in the address; whatever changes it goes through `go`, and everything is shown from it. */
sitegen.map.run = (given) => {
  const { t } = sitegen;
  const { part, nothing, related, because, wide } = sitegen.map;
  /* What the panel shows of a choice has scripts of its own, loaded when it is first asked for. */
  const PARTS = ["marker", "reading", "map-find", "map-parts", "map-panel"];
  const SCRIPTS = {
    link: ["marked", "citing", "mend", "map-why"],
    path: ["map-path"],
    paper: ["map-paper"],
    topic: ["map-lists"],
    area: ["map-area"],
    list: ["map-lists"],
    table: ["map-lists", "table", "map-table"],
  };
  const stopped = new AbortController();
  const pageTitle = (sitegen.map.pageTitle ??= document.title);

  document.getElementById("map").classList.add("is-ready");
  const map = sitegen.map.spread(given, part("stage"));
  map.links = sitegen.map.links(map);
  const picture = sitegen.map.picture(part("stage"), map);
  const states = sitegen.map.state(map);
  const shell = part("panel");
  const filters = sitegen.map.filters(map, states, { go });
  /* What is asked for, and what was drawn last: a script may be on its way. */
  let state = states.empty;
  let drawn = states.empty;
  let passing = null;
  let panel = null;
  let way = null;
  let cursor = -1;

  /* Change what is shown; a step worth going back from is kept in the history. */
  function go(change, step = false, seen = false) {
    const next = { ...state, ...change };
    if (next.paper < 0) next.steps = 0;
    const written = states.write(next);
    const kept = step && written !== states.write(state);
    history[kept ? "pushState" : "replaceState"](null, "", written ? `#${written}` : location.pathname + location.search);
    show(next, seen).then(() => Object.keys(nothing).some((name) => name in change) && uncover());
  }

  /* What the address says, unless that is what is shown. */
  function follow() {
    const asked = states.read(location.hash);
    if (states.write(asked) !== states.write(state)) show(asked);
  }

  /* A narrow screen has no room for drawer and panel. */
  function uncover() {
    const open = part("side").classList.contains("is-open");
    if (!open || wide.matches || shell.hidden) return;
    drawer(false);
    shell.focus();
  }

  function show(next, seen = false) {
    state = next;
    passing = filters.passing(state);
    filters.show(state, passing);
    const asked = Object.keys(SCRIPTS).filter((name) => state[name] !== nothing[name]);
    const scripts = asked.flatMap((name) => [...PARTS, ...SCRIPTS[name]]);
    const view = ["list", "table"].includes(asked[0]) ? "all" : asked[0];
    return sitegen.map.need(scripts, () => next === state && !stopped.signal.aborted && draw(view, seen));
  }

  function draw(view, seen) {
    const before = drawn;
    drawn = state;
    cursor = -1;
    if (view) panel ??= sitegen.map.panel(map, { go });
    way = state.path && panel.view("path").way(state.path, passing.links);
    picture.set(scene());
    panel?.show(view, state, passing.papers, way);
    choose();
    look(before, seen);
    speak(before);
    document.title = [title(), pageTitle].filter(Boolean).join(" · ");
  }

  /* The papers that are chosen themselves. */
  function picked() {
    if (state.paper >= 0) return [state.paper];
    if (state.link >= 0) return [map.edges[state.link].from, map.edges[state.link].to];
    return way?.papers ?? state.path ?? [];
  }

  /* What is drawn: what passes, and all links of what is chosen with the papers of other topics at their ends, so that
     picture and panel agree. */
  function scene() {
    const own = state.paper >= 0 ? map.links[state.paper] : state.link >= 0 ? [state.link] : [];
    const ends = own.flatMap((number) => [map.edges[number].from, map.edges[number].to]);
    const shown = new Set([...passing.papers, ...ends.filter((id) => map.nodes[id].far)]);
    const whole = own.filter((number) => shown.has(map.edges[number].from) && shown.has(map.edges[number].to));
    const edges = [...new Set([...passing.links, ...whole])];
    return { shown: shown.size < map.nodes.length ? shown : null, edges, years: state.years };
  }

  function title() {
    if (state.area) return t("map.area");
    if (state.topic >= 0) return map.topics[state.topic].name;
    return (state.path ?? picked()).map((id) => map.nodes[id].title).join(state.path ? " → " : " – ");
  }

  function choose() {
    const links = new Set(state.link >= 0 ? [state.link] : way?.links);
    const area = state.area && sitegen.map.corners(map, state.area);
    picture.select({ papers: new Set(picked()), links, lit: lit(), cursor, topic: state.topic, area });
  }

  /* What stays bright, null for all. */
  function lit() {
    if (state.paper >= 0) return around(state.paper, Math.max(1, state.steps));
    if (picked().length) return new Set(picked());
    if (state.area) return new Set(sitegen.map.within(map, state.area));
    if (state.topic < 0) return null;
    return new Set(map.nodes.filter((node) => node.topic === state.topic).map((node) => node.id));
  }

  /* The papers within some steps of one; beyond the first step only over links that are shown. */
  function around(start, steps) {
    const open = new Set(passing.links);
    let reached = new Set([start]);
    for (let step = 0; step < steps; step += 1) {
      const rows = [...reached].flatMap((id) => related(map, id).filter((row) => id === start || open.has(row.number)));
      reached = new Set([...reached, ...rows.map(({ id }) => id).filter(there)]);
    }
    return reached;
  }

  const there = (id) => passing.papers.has(id) || map.nodes[id].far;

  /* Aim the camera where the choice is, only when the choice has changed; not far when it was `seen` already. */
  function look(before, seen) {
    const { camera } = picture;
    const covered = shell.hidden ? {} : shell;
    camera.pad(wide.matches ? { right: covered.offsetWidth } : { bottom: covered.offsetHeight });
    const aim = ({ paper, link, topic, steps, path }) => String([paper, link, topic, steps, path]);
    if (aim(before) === aim(state)) return;
    /* What was looked for is past once something else is chosen. */
    if (part("find").value !== title()) part("find").value = "";
    if (aim(state) === aim(nothing)) return camera.restore();
    if (aim(before) === aim(nothing)) camera.keep();
    if (state.topic >= 0) camera.topic(state.topic);
    else if (state.paper >= 0 && !state.steps) camera.to(state.paper, [...lit()], seen);
    else if (lit()?.size) camera.fit([...lit()]);
  }

  function speak(before) {
    const same = ["paper", "link", "topic"].every((name) => before[name] === state[name]);
    if (!passing.papers.size) return say(t("map.empty"));
    if (state.path) return say(panel.view("path").said(way));
    if (state.link >= 0) return say(`${title()}. ${because(map, state.link)}.`);
    return say(same ? filters.counts(passing.papers) : title());
  }

  const say = (words) => (part("live").textContent = words);

  /* Let the keyboard stand on a paper, -1 for none. */
  function stand(id) {
    cursor = id;
    choose();
    panel?.point(id);
  }

  function visit(id, seen = false) {
    if (map.nodes[id].far) location.assign(sitegen.map.away(map, id));
    else go({ ...nothing, paper: id }, true, seen);
  }

  function pick(hit) {
    const paper = hit?.paper ?? (map.kind ? hit?.topic : undefined);
    if (paper >= 0) visit(paper, true);
    else go({ ...nothing, ...hit }, true, true);
  }

  function clear() {
    if (cursor >= 0) stand(-1);
    else if (part("side").classList.contains("is-open")) drawer(false);
    else go(nothing, true);
  }

  function drawer(open) {
    part("side").classList.toggle("is-open", open);
    part("drawer").setAttribute("aria-expanded", String(open));
    if (open) part("side").querySelector("input").focus();
  }

  const { signal } = stopped;
  const asked = () => ({ ...state, cursor, shown: passing.papers });
  sitegen.map.hands(map, picture, { go, asked, stand, there, visit, say, clear, pick, drawer, signal });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", picture.recolour, { signal });
  const scheme = new MutationObserver(picture.recolour);
  scheme.observe(document.documentElement, { attributes: true });

  show(states.read(location.hash));
  sitegen.map.now = () => {
    const counts = { papers: filters.all, shown: passing.papers.size, links: passing.links.length };
    return { ...asked(), ...counts, way };
  };
  sitegen.map.view = picture;

  /* Let go of the page: another map takes its place. */
  function stop() {
    stopped.abort();
    scheme.disconnect();
    picture.stop();
  }

  return { follow, stop };
};
