"use strict";
/* How to mend a link where it is read: the line to write, and the file that it belongs in, ready to copy. */
sitegen.mend = (() => {
  const { el, t } = sitegen;
  const keywords = "content/keywords.toml";

  /* A list's entry as the pages' front matter has it: plain words without quotes. */
  const entry = (text) => (/^[a-z0-9][\w -]*$/i.test(text) ? text : JSON.stringify(text));

  const shortened = (title) => (title.length > 42 ? `${title.slice(0, 40).trimEnd()}…` : title);

  /* What may be wrong with a link between two papers ({slug, title}) that share the keywords `labels`. */
  function choices(one, other, labels) {
    const without = (paper, label) => ({ paper, field: "without", value: label, label });
    return [
      { paper: one, field: "unrelated", value: other.slug },
      ...labels.flatMap((label) => [
        without(one, label),
        without(other, label),
        { field: "hide", value: label, label },
      ]),
    ];
  }

  /* The line of a choice, its file, and what to mind. `known` is data/mend.js. */
  function mended({ paper, field, value }, known) {
    if (field === "hide") {
      const note = t("mend.toml") + (known.hide ? ` ${t("mend.insert")}` : "");
      return { file: keywords, line: `hide = [${JSON.stringify(value)}]`, note };
    }
    const file = known.files[paper.slug] ?? `content/papers/${paper.slug}.md`;
    const kept = known.lists[paper.slug]?.[field];
    const entries = [...new Set([...(kept ?? []), value])];
    const note = kept === null ? t("mend.insert") : kept ? t("mend.replace") : "";
    return { file, line: `${field}: [${entries.map(entry).join(", ")}]`, note: `${t("mend.between")} ${note}`.trim() };
  }

  function menu(all, change) {
    const said = ({ field, paper }) =>
      field === "without" ? t("mend.here", { title: shortened(paper.title) }) : t(`mend.${field}`);
    const option = (choice) => el("option", { value: all.indexOf(choice) }, said(choice));
    const of = (label) => all.filter((choice) => choice.label === label).map(option);
    const labels = [...new Set(all.map((choice) => choice.label).filter(Boolean))];
    const groups = labels.map((label) => el("optgroup", { label: t("mend.keyword", { label }) }, of(label)));
    const changed = (event) => change(all[event.target.value]);
    return el("select", { "aria-label": t("mend.what"), onchange: changed }, option(all[0]), groups);
  }

  function form(one, other, labels, known) {
    const all = choices(one, other, labels);
    const [where, note, status] = [el("p"), el("p", { class: "note" }), el("p", { class: "note", role: "status" })];
    const code = el("code", { tabindex: 0 });
    const show = (choice) => {
      const { file, line, note: said } = mended(choice, known);
      const address = known.edit && known.edit + file.split("/").map(encodeURIComponent).join("/");
      const edit = address ? [" (", el("a", { href: address, rel: "noopener noreferrer" }, t("mend.edit")), ")"] : [];
      where.replaceChildren(`${t("mend.into")} `, el("code", {}, file), ...edit);
      code.textContent = line;
      note.textContent = said;
      status.textContent = "";
    };
    show(all[0]);
    const button = el("button", { type: "button", onclick: () => sitegen.copy(code, status) }, t("mend.copy"));
    return [menu(all, show), where, el("p", { class: "mend-line" }, code, button), note, status];
  }

  /* A folded element that says how to mend the link; made when it is opened. */
  function mend(one, other, labels) {
    const place = el("div");
    const fill = (known) => place.replaceChildren(...form(one, other, labels, known));
    const opened = () => {
      if (place.hasChildNodes()) return;
      sitegen.load("mend").then(fill, () => place.replaceChildren(t("mend.unloaded")));
    };
    return el("details", { class: "mend", ontoggle: opened }, el("summary", {}, t("mend.link")), place);
  }

  /* On a paper's page: below the evidence of each related paper. */
  const article = document.querySelector("article.paper[data-slug]");
  const own = article && { slug: article.dataset.slug, title: article.querySelector("h1").textContent };
  for (const item of article?.querySelectorAll(".related-section > .related > li") ?? []) {
    const link = item.querySelector(".paper-link");
    const slug = decodeURIComponent(new URL(link.href).pathname.split("/").pop()).replace(/\.html$/, "");
    const labels = [...item.querySelectorAll(".shares li > :first-child")].map((label) => label.textContent);
    (item.querySelector(".evidence") ?? item).append(mend(own, { slug, title: link.textContent }, labels));
  }

  return mend;
})();
