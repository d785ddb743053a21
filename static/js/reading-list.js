"use strict";
/* The reading list's page: notes, read marks, and files to take the list elsewhere. */
(() => {
  const { el, t, root, reading, formats } = sitegen;
  const { names, year, COLUMNS, TYPES } = formats;
  const find = (id) => document.getElementById(id);
  const list = find("reading-papers");
  const status = find("reading-status");
  const noted = (ris, note) => (note ? ris.replace(/ER {2}- \n/, () => `N1  - ${note.replace(/\s+/g, " ")}\nER  - \n`) : ris);
  /* Others made these texts: in Markdown they are no markup either. */
  const plain = (text) => text.replace(/\r/g, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replace(/[\\`*_[\]>]/g, "\\$&");

  const row = ({ title, read, note }, { csl = {} }) => [...formats.row(csl, title), read ? "yes" : "", note];
  const item = ({ slug, title, read, note }, { csl = {} }) => {
    const about = [names(csl).join(", "), csl["container-title"], year(csl)].filter(Boolean).join(", ");
    const address = csl.URL ?? new URL(`papers/${slug}.html`, new URL(root || ".", location.href)).href;
    const head = `- [${read ? "x" : " "}] [${plain(title.replace(/\s+/g, " "))}](<${address}>)${about ? ` – ${plain(about)}` : ""}`;
    return [head, ...(note ? plain(note).split("\n").map((line) => (line ? `  ${line}` : "")) : [])].join("\n");
  };
  /* What a list is saved as: (papers with their citations) -> text. */
  const FORMATS = {
    json: ["application/json", (all) => `${JSON.stringify({ papers: all.map(([paper]) => paper) }, null, 1)}\n`],
    bib: [TYPES.bib, (all) => all.map(([, cited]) => cited.bibtex ?? "").join("\n")],
    ris: [
      TYPES.ris,
      (all) => all.map(([paper, cited]) => noted(cited.ris ?? "", paper.note)).join(""),
    ],
    csv: [TYPES.csv, (all) => formats.table([[...COLUMNS, "read", "note"], ...all.map((pair) => row(...pair))])],
    md: ["text/markdown", (all) => `# ${t("list.title")}\n\n${all.map((pair) => item(...pair)).join("\n")}\n`],
  };

  async function save(format) {
    const papers = reading.all();
    const cited = await sitegen.citations(papers.map((paper) => paper.slug));
    const [type, made] = FORMATS[format];
    const text = made(papers.map((paper) => [paper, cited.get(paper.slug) ?? {}]));
    sitegen.save(`reading-list.${format}`, `${type};charset=utf-8`, text);
    const gone = papers.length - cited.size;
    say(gone && format !== "json" ? t("list.gone", { n: gone }) : t("list.saved", { n: papers.length }));
  }

  function say(words) {
    status.textContent = words;
  }

  function take(found) {
    const papers = reading.rows(found);
    if (!papers.length) return say(t("list.nothing"));
    const n = reading.add(papers);
    return say(t("list.taken", { n, all: papers.length }));
  }

  async function open(file) {
    try {
      take(JSON.parse(await file.text()));
    } catch {
      say(t("list.nothing"));
    }
  }

  /* A list that came in an address is shown, and taken in only when the reader says so. */
  function offered() {
    const found = new URLSearchParams(location.hash.slice(1)).get("papers");
    const papers = reading.rows((found ?? "").split(",")).filter(({ slug }) => !reading.has(slug));
    find("reading-offer").hidden = !papers.length;
    if (papers.length) find("reading-take").textContent = t("list.take", { n: papers.length });
    return papers;
  }

  async function taken() {
    const papers = offered();
    const cited = await sitegen.citations(papers.map(({ slug }) => slug));
    take(papers.filter(({ slug }) => cited.has(slug)).map(({ slug }) => ({ slug, title: cited.get(slug).csl.title })));
    history.replaceState(null, "", location.pathname);
    offered();
  }

  function entry({ slug, title, read, note }) {
    const remark = el("textarea", { rows: 2, dir: "auto", "aria-label": t("list.note", { title }) });
    remark.value = note;
    remark.addEventListener("input", sitegen.calmly(() => reading.change(slug, { note: remark.value })));
    remark.addEventListener("change", () => reading.change(slug, { note: remark.value }));
    const box = el("input", { type: "checkbox", onchange: () => reading.change(slug, { read: box.checked }) });
    box.checked = read;
    const off = () => {
      reading.drop(slug);
      (list.querySelector("button") ?? find("reading-empty")).focus();
    };
    return el(
      "li",
      { "data-slug": slug, class: read ? "is-read" : "" },
      el("a", { href: `${root}papers/${slug}.html`, class: "paper-link", dir: "auto" }, title),
      el("label", { class: "reading-read" }, box, t("list.read")),
      el("button", { type: "button", onclick: off, "aria-label": t("list.remove-of", { title }) }, t("list.remove-short")),
      remark,
    );
  }

  /* An entry stays while its paper is on the list, so that nobody's typing is disturbed. */
  function show() {
    const papers = reading.all();
    const known = new Map([...list.children].map((element) => [element.dataset.slug, element]));
    const here = papers.map((paper) => {
      const element = known.get(paper.slug) ?? entry(paper);
      element.classList.toggle("is-read", paper.read);
      const remark = element.querySelector("textarea");
      if (remark !== document.activeElement) remark.value = paper.note;
      element.querySelector("input").checked = paper.read;
      return element;
    });
    if (here.some((element, at) => list.children[at] !== element) || here.length !== list.children.length)
      list.replaceChildren(...here);
    const unread = papers.filter(({ read }) => !read).length;
    find("reading-count").textContent = papers.length ? t("list.count", { n: papers.length, unread }) : "";
    find("reading-empty").hidden = papers.length > 0;
    find("reading-tools").hidden = !papers.length;
    const link = new URL(location.href);
    link.hash = `papers=${papers.map(({ slug }) => slug).join(",")}`;
    find("reading-link").href = link.href;
  }

  for (const button of document.querySelectorAll("[data-save]"))
    button.addEventListener("click", () => save(button.dataset.save).catch(() => say(t("map.unloaded"))));
  find("reading-file").addEventListener("change", (event) => {
    if (event.target.files[0]) open(event.target.files[0]);
    event.target.value = "";
  });
  find("reading-take").addEventListener("click", () => taken().catch(() => say(t("map.unloaded"))));
  find("reading-copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(find("reading-link").href);
      say(t("mend.copied"));
    } catch {
      say(t("list.copy-link"));
    }
  });
  addEventListener("hashchange", offered);
  reading.heard(show);
  show();
  offered();
  find("reading").hidden = false;
})();
