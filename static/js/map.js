"use strict";
/* The map page: one state, kept in the address; whatever changes it goes through `go`, and everything is shown from it. */
sitegen.load("map").then(
  (map) => {
    const { t } = sitegen;
    const find = (id) => document.getElementById(id);
    const stage = find("map-stage");
    const wide = matchMedia("(min-width: 60rem)");
    if (!map.nodes.length) return;

    const { nothing } = sitegen.map;
    map.links = sitegen.map.links(map);
    map.within = ([left, top, right, bottom]) =>
      map.nodes.filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom).map((node) => node.id);
    find("map").classList.add("is-ready");
    const picture = sitegen.map.picture(stage, map);
    const states = sitegen.map.state(map);
    const panel = sitegen.map.panel(map, { go, texts });
    const filters = sitegen.map.filters(map, { go });
    const finder = sitegen.map.find(map, { go });
    let state = states.empty;
    let passing = filters.passing(state);
    let cursor = -1;

    function texts(id) {
      return sitegen.load(`papers/${Math.floor(id / map.chunk)}`).then((papers) => papers[id % map.chunk]);
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
      picture.set({
        shown: passing.papers.size < map.nodes.length ? passing.papers : null,
        edges: drawn(),
        years: state.years,
      });
      panel.show(state, passing.papers);
      filters.show(state, passing);
      chosen();
      look(before, seen);
      speak(before);
      document.title = [titleOf(state), pageTitle].filter(Boolean).join(" · ");
    }

    const pageTitle = document.title;

    function titleOf({ paper, link, topic, area }) {
      if (area) return t("map.area");
      if (link >= 0) return [map.edges[link].from, map.edges[link].to].map((id) => map.nodes[id].title).join(" – ");
      return paper >= 0 ? map.nodes[paper].title : topic >= 0 ? map.topics[topic].name : "";
    }

    /* The links drawn: those that pass, and all of a chosen paper, so that picture and panel agree. */
    function drawn() {
      const own = state.paper >= 0 ? map.links[state.paper].filter(bothShown) : state.link >= 0 ? [state.link] : [];
      return [...new Set([...passing.links, ...own])];
    }

    function bothShown(number) {
      return passing.papers.has(map.edges[number].from) && passing.papers.has(map.edges[number].to);
    }

    function chosen() {
      const ends = state.link >= 0 ? [map.edges[state.link].from, map.edges[state.link].to] : [];
      const papers = new Set(state.paper >= 0 ? [state.paper] : ends);
      picture.select({ papers, lit: lit(papers), cursor, edge: state.link, topic: state.topic, area: state.area });
    }

    function lit(papers) {
      if (state.paper >= 0) return around(state.paper, Math.max(1, state.steps), state.steps > 0);
      if (papers.size) return papers;
      if (state.area) return new Set(map.within(state.area));
      if (state.topic < 0) return null;
      return new Set(map.nodes.filter((node) => node.topic === state.topic).map((node) => node.id));
    }

    /* The papers within some steps of one; beyond the first step only over links that are shown. */
    function around(start, steps) {
      const reached = new Set([start]);
      const shown = new Set(passing.links);
      let edge = [start];
      for (let step = 0; step < steps; step += 1) {
        const next = edge.flatMap((id) =>
          sitegen.map
            .related(map, id)
            .filter(({ number }) => id === start || shown.has(number))
            .map((row) => row.id),
        );
        edge = [...new Set(next)].filter((id) => !reached.has(id) && passing.papers.has(id));
        edge.forEach((id) => reached.add(id));
      }
      return reached;
    }

    /* Aim the camera where the choice is, only when the choice has changed; not far when it was `seen` already. */
    function look(before, seen) {
      const covered = panel.element.hidden ? 0 : wide.matches ? panel.element.offsetWidth : panel.element.offsetHeight;
      picture.camera.pad(wide.matches ? { right: covered, bottom: 0 } : { right: 0, bottom: covered });
      const same = ["paper", "link", "topic", "steps"].every((name) => before[name] === state[name]);
      if (same) return;
      finder.show(titleOf(state));
      if (!aimed(state)) return picture.camera.restore();
      if (!aimed(before)) picture.camera.keep();
      if (state.link >= 0) picture.camera.fit([map.edges[state.link].from, map.edges[state.link].to]);
      else if (state.steps > 0) picture.camera.fit([...around(state.paper, state.steps)]);
      else if (state.paper >= 0) picture.camera.to(state.paper, [...around(state.paper, 1)], seen);
      else if (state.topic >= 0) picture.camera.topic(state.topic);
    }

    function aimed({ paper, link, topic }) {
      return paper >= 0 || link >= 0 || topic >= 0;
    }

    function speak(before) {
      const counts = before.paper === state.paper && before.link === state.link && before.topic === state.topic;
      if (!passing.papers.size) say(t("map.empty"));
      else say(counts ? t("map.papers_shown", { n: passing.papers.size, all: map.nodes.length }) : titleOf(state));
    }

    function say(words) {
      find("map-live").textContent = words;
    }

    /* Keyboard: arrows walk the related papers of the chosen one, Enter goes there. */
    function walk(step) {
      if (state.paper < 0) return passing.papers.size ? go({ ...nothing, paper: first() }, true) : say(t("map.empty"));
      const related = sitegen.map.related(map, state.paper).filter(({ id }) => passing.papers.has(id));
      if (!related.length) return say(t("map.unrelated"));
      const at = related.findIndex(({ id }) => id === cursor);
      const to = (at + step + related.length + (at < 0 && step < 0 ? 1 : 0)) % related.length;
      return stand(related[to], to + 1, related.length);
    }

    function first() {
      const central = map.topics
        .filter((topic) => state.topic < 0 || topic.number === state.topic)
        .flatMap((topic) => topic.central);
      return [...central, ...passing.papers].find((id) => passing.papers.has(id));
    }

    function stand({ id, number }, at, all) {
      cursor = id;
      chosen();
      panel.point(id);
      const vars = {
        at,
        all,
        title: map.nodes[state.paper].title,
        why: sitegen.map.because(map, map.edges[number]),
        paper: map.nodes[id].title,
      };
      say(t("map.walked", vars));
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

    const box = find("map-box");
    const keys = {
      ArrowRight: () => walk(1),
      ArrowDown: () => walk(1),
      ArrowLeft: () => walk(-1),
      ArrowUp: () => walk(-1),
      Enter: () => cursor >= 0 && go({ ...nothing, paper: cursor }, true),
      "+": () => picture.camera.zoom(1.3),
      "=": () => picture.camera.zoom(1.3),
      "-": () => picture.camera.zoom(1 / 1.3),
      0: () => picture.camera.all(),
    };

    box.addEventListener("keydown", (event) => {
      if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      keys[event.key]();
    });
    document.addEventListener("keydown", (event) => {
      const elsewhere = event.target.closest?.("input, textarea, select") && !find("map").contains(event.target);
      if (event.key === "Escape" && !event.defaultPrevented && !elsewhere) clear();
    });

    /* Pointer. A thumb reaches further than a mouse; a drag is not a click. Not before the click may the panel open, or
       the click would land on what then lies under the thumb. */
    let pressed = null;
    const at = (event) => [
      event.clientX - stage.getBoundingClientRect().left,
      event.clientY - stage.getBoundingClientRect().top,
    ];
    const reach = (event) => (event.pointerType === "touch" ? 20 : 8);
    stage.addEventListener("pointerdown", (event) => (pressed = { place: at(event), reach: reach(event) }));
    stage.addEventListener("click", (event) => {
      const [[x, y], press] = [at(event), pressed];
      pressed = null;
      if (press && Math.hypot(x - press.place[0], y - press.place[1]) <= 6) pick(picture.hit(x, y, press.reach));
    });
    stage.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "touch" && !event.buttons) hover(picture.hit(...at(event), reach(event)), at(event));
    });
    stage.addEventListener("pointerleave", () => hover(null));

    function pick(hit) {
      go({ ...nothing, ...hit }, true, true);
      hover(null);
    }

    function hover(hit, place) {
      const tip = find("map-tip");
      stage.classList.toggle("is-pointing", Boolean(hit));
      picture.highlight(hit?.paper ?? -1);
      const words = hit?.link >= 0 ? sitegen.map.because(map, map.edges[hit.link]) : "";
      tip.hidden = !words;
      if (!words) return;
      tip.textContent = words;
      tip.style.transform = `translate(${Math.round(place[0])}px, ${Math.round(place[1])}px)`;
    }

    function drawer(open) {
      find("map-side").classList.toggle("is-open", open);
      find("map-drawer").setAttribute("aria-expanded", String(open));
      if (open) find("map-side").querySelector("input").focus();
    }

    sitegen.map.tools(stage, picture, { go, passing: () => [...passing.papers] });
    find("map-drawer").addEventListener("click", () => drawer(!find("map-side").classList.contains("is-open")));
    find("map-skip").addEventListener("click", (event) => {
      event.preventDefault();
      box.focus();
    });
    find("map-shut").addEventListener("click", () => drawer(false));
    find("map-list").addEventListener("click", () => go({ ...nothing, list: true }, true));
    find("map-in").addEventListener("click", () => picture.camera.zoom(1.4));
    find("map-out").addEventListener("click", () => picture.camera.zoom(1 / 1.4));
    find("map-all").addEventListener("click", () => picture.camera.all());
    addEventListener("popstate", () => show(states.read(location.hash)));
    addEventListener(
      "hashchange",
      () => states.write(states.read(location.hash)) !== states.write(state) && show(states.read(location.hash)),
    );
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => picture.recolour());
    new MutationObserver(() => picture.recolour()).observe(document.documentElement, { attributes: true });

    show(states.read(location.hash));
    sitegen.map.now = () => ({
      ...state,
      papers: map.nodes.length,
      shown: passing.papers.size,
      links: passing.links.length,
      cursor,
      drawn: drawn().length,
    });
    sitegen.map.view = picture;
  },
  () => {
    document.getElementById("map-status").textContent = sitegen.t("map.unloaded");
  },
);
