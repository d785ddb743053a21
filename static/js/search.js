"use strict";
/* The search page: what is typed is searched at once, kept in the address, and shown with the words marked. */
sitegen
  .load("search")
  .then((summary) => {
    const { t, el, root } = sitegen;
    const STEP = 20;
    const NEAR = 5;
    const LONG = 260;
    const find = (id) => document.getElementById(id);
    const input = find("search-words");
    const lists = sitegen.lists(summary);
    const index = sitegen.index(summary, lists);
    const help = sitegen.help(summary, index);
    const pageTitle = document.title;
    const facets = sitegen.facets(lists, find("search-facets"), () => {
      remember(true);
      run();
    });
    let [latest, shown] = [0, []];

    /* The address says the words and how the results are narrowed. */
    function read() {
      return new URLSearchParams(location.search);
    }

    function address() {
      const parts = new URLSearchParams();
      if (input.value.trim()) parts.set("q", input.value);
      facets.write(parts);
      return `${location.pathname}${parts.size === 0 ? "" : `?${parts}`}`;
    }

    function remember(step) {
      if (address() === location.pathname + location.search) return;
      history[step ? "pushState" : "replaceState"](null, "", address());
    }

    async function run() {
      const mine = (latest += 1);
      const words = input.value;
      document.title = words.trim() ? `${words.trim()} · ${pageTitle}` : pageTitle;
      const newer = () => mine !== latest;
      const narrowed = await facets.narrowed();
      if (!words.trim() && !narrowed) return newer() ? undefined : start();
      const found = words.trim() ? await index.search(words) : browse();
      return newer() ? undefined : show(words.trim(), { ...found, narrowed }, newer);
    }

    function start() {
      empty();
      shown = [];
      facets.show(shown);
      find("search-count").textContent = t("search.start", { n: summary.papers });
    }

    /* Without words, what is chosen narrows all papers. */
    function browse() {
      const papers = Array.from({ length: summary.papers }, (_, paper) => paper);
      return { papers, instead: [], unknown: [], closest: [], marks: { exact: new Set(), prefixes: [] } };
    }

    function empty() {
      for (const id of ["search-notes", "search-results"]) find(id).replaceChildren();
      find("search-more").hidden = true;
    }

    /* Texts and facets are loaded before anything is shown, so that nothing moves under the reader's eyes. */
    async function show(words, found, newer) {
      const kept = await facets.kept(found.papers);
      const first = await Promise.all(kept.slice(0, STEP).map(index.paper));
      const closest = await Promise.all((kept.length ? [] : found.closest.slice(0, NEAR)).map(index.paper));
      await facets.show(found.papers, newer);
      if (newer()) return;
      shown = found.papers;
      empty();
      find("search-count").textContent = counted(words, found, kept);
      find("search-notes").append(...help.notes(found), ...(found.papers.length ? [] : help.tries(found)));
      if (closest.length) find("search-notes").append(el("p", {}, t("search.closest")));
      place(first.length ? first : closest, found);
      rest(kept, found, STEP);
    }

    function counted(words, found, kept) {
      if (!words) return t("search.narrowed", { n: kept.length, all: found.papers.length });
      const query = `“${words}”`;
      if (!found.papers.length) return found.empty ? t(found.empty) : t("search.zero", { query });
      const count = t("search.count", { n: found.papers.length, query });
      return found.narrowed ? `${count}, ${t("search.count_narrowed", { n: kept.length })}` : count;
    }

    function place(rows, found) {
      const items = rows.map(({ row }) => result(row, found.marks));
      find("search-results").append(...items);
      return items;
    }

    function rest(papers, found, from) {
      const left = papers.length - from;
      const button = find("search-more");
      button.hidden = left <= 0;
      button.textContent = t("search.more", { n: Math.min(STEP, left) });
      button.onclick = () => more(papers, found, from);
    }

    async function more(papers, found, from) {
      const items = place(await Promise.all(papers.slice(from, from + STEP).map(index.paper)), found);
      rest(papers, found, from + STEP);
      items[0].querySelector("a").focus();
    }

    function result(row, marks) {
      const [id, name, shape] = summary.topics[row.topic ?? -1] ?? [];
      const about = [row.authors?.slice(0, 3).join(", "), row.year].filter(Boolean).join(" · ");
      return el(
        "li",
        {},
        el("h2", { dir: "auto" }, el("a", { href: `${root}papers/${row.slug}.html` }, marked(row.title, marks))),
        el(
          "p",
          { class: "search-about" },
          name
            ? el(
                "a",
                { href: `${root}topics/${id}.html`, class: "search-topic" },
                sitegen.marker({ number: row.topic, shape }),
                name,
              )
            : null,
          about ? el("span", { dir: "auto" }, about) : null,
          el("a", { href: `${root}map.html#paper=${encodeURIComponent(row.slug)}` }, t("search.on_map")),
          sitegen.reading.button(row.slug, row.title, { class: "search-keep" }),
        ),
        row.abstract ? el("p", { class: "search-snippet", dir: "auto" }, snippet(row, marks)) : null,
      );
    }

    function marked(text, marks) {
      return sitegen.marked(text, index.ranges(text, marks));
    }

    /* The sentence of the abstract that holds most of the words, cut around the first of them when it is long. */
    function snippet(row, marks) {
      const held = (text) =>
        new Set(index.ranges(text, marks).map(([start, end]) => text.slice(start, end).toLowerCase())).size;
      const sentences = (row.sentences ?? [[0, row.abstract.length]]).map(([start, end]) =>
        row.abstract.slice(start, end),
      );
      const best = sentences.map((text) => [held(text), text]).sort((a, b) => b[0] - a[0])[0][1];
      if (best.length <= LONG) return marked(best, marks);
      const first = index.ranges(best, marks)[0]?.[0] ?? 0;
      const from = first < 120 ? 0 : best.indexOf(" ", first - 80) + 1;
      const cut = best.slice(from, from + LONG).replace(/\s+\S*$/, "");
      return [from ? "… " : "", ...marked(cut, marks), from + cut.length < best.length ? " …" : ""];
    }

    function take(given) {
      input.value = (given.get("q") ?? "").slice(0, 500);
      facets.read(given);
      return run();
    }

    const typed = sitegen.calmly(() => {
      remember(false);
      run();
    });
    input.addEventListener("input", typed);
    find("search-form").addEventListener("submit", (event) => {
      event.preventDefault();
      remember(true);
      run();
    });
    sitegen.reading.heard(() => facets.show(shown));
    help.teach(find("search-help"));
    addEventListener("popstate", () => take(read()));
    take(read()).then(() => document.activeElement === document.body && input.focus());
  })
  .catch(() => {
    const link = (name) => sitegen.el("a", { href: `${sitegen.root}${name}/index.html` }, sitegen.t(`search.${name}`));
    document.getElementById("search-count").textContent = sitegen.t("search.unloaded");
    document
      .getElementById("search-notes")
      .append(...["papers", "keywords", "topics"].flatMap((name) => [link(name), " "]));
  });
