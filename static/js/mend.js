"use strict";
/* How to mend a link where it is read: the line to write, and the file that it belongs in, ready to copy. */
sitegen.mend = (() => {
  const { el, t } = sitegen;

  /* A list's entry as the pages' front matter has it: plain words without quotes. */
  const entry = (text) => (/^[a-z0-9][\w -]*$/i.test(text) ? text : JSON.stringify(text));
  const shortened = (title) => (title.length > 42 ? `${title.slice(0, 40).trimEnd()}…` : title);

  /* What may be wrong with a link between two papers ({slug, title}) that share the keywords `labels`: in words, and what
     to write into which field, of which paper or of all. */
  function choices(one, other, labels) {
    const without = (paper, label) => {
      const said = t("mend.here", { title: shortened(paper.title) });
      return { said, label, field: "without", value: label, paper };
    };
    return [
      { said: t("mend.unrelated"), field: "unrelated", value: other.slug, paper: one },
      ...labels.flatMap((label) => [
        without(one, label),
        without(other, label),
        { said: t("mend.hide"), label, field: "hide", value: label },
      ]),
    ];
  }

  /* The line of a choice, its file, and what to mind. `known` is data/mend.js. */
  function mended({ paper, field, value }, known) {
    if (!paper) {
      const note = t("mend.toml") + (known.hide ? ` ${t("mend.insert")}` : "");
      return ["content/keywords.toml", `hide = [${JSON.stringify(value)}]`, note];
    }
    const kept = known.lists[paper.slug]?.[field];
    const entries = [...new Set([...(kept ?? []), value])];
    const note = kept === null ? t("mend.insert") : kept ? t("mend.replace") : "";
    const file = known.files[paper.slug] ?? `content/papers/${paper.slug}.md`;
    return [file, `${field}: [${entries.map(entry).join(", ")}]`, `${t("mend.between")} ${note}`.trim()];
  }

  function menu(all, change) {
    const of = (label) => all.flatMap((one, at) => (one.label === label ? el("option", { value: at }, one.said) : []));
    const labels = [...new Set(all.slice(1).map(({ label }) => label))];
    const groups = labels.map((label) => el("optgroup", { label: t("mend.keyword", { label }) }, of(label)));
    const changed = (event) => change(all[event.target.value]);
    return el("select", { "aria-label": t("mend.what"), onchange: changed }, of(), groups);
  }

  function form(all, known) {
    const [where, note, status] = [el("p"), el("p.note"), el("p.note", { role: "status" })];
    const code = el("code", { tabindex: 0 });
    const show = (choice) => {
      const [file, line, said] = mended(choice, known);
      const href = known.edit && known.edit + file.split("/").map(encodeURIComponent).join("/");
      const edit = href ? [" (", el("a", { href, rel: "noopener noreferrer" }, t("mend.edit")), ")"] : [];
      where.replaceChildren(`${t("mend.into")} `, el("code", file), ...edit);
      code.textContent = line;
      note.textContent = said;
      status.textContent = "";
    };
    show(all[0]);
    const button = el("button", { type: "button", onclick: () => sitegen.copy(code, status) }, t("mend.copy"));
    return [menu(all, show), where, el("p.mend-line", code, button), note, status];
  }

  /* A folded element that says how to mend the link; made when it is opened. */
  function mend(one, other, labels) {
    const place = el("div");
    const fill = (known) => place.replaceChildren(...form(choices(one, other, labels), known));
    const opened = () => {
      if (place.hasChildNodes()) return;
      sitegen.load("mend").then(fill, () => place.replaceChildren(t("mend.unloaded")));
    };
    return el("details.mend", { ontoggle: opened }, el("summary", t("mend.link")), place);
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
