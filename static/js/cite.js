"use strict";
/* On a paper's page: citations to copy and to save, and the button of the reading list. */
(() => {
  const { el, t } = sitegen;
  const article = document.querySelector("article.paper[data-slug]");
  const { slug } = article.dataset;
  const title = article.querySelector("h1").textContent;

  for (const format of article.querySelectorAll("[data-cite]")) {
    const code = format.querySelector("code");
    const status = el("span", { class: "note", role: "status" });
    const { cite, type } = format.dataset;
    const buttons = [
      el("button", { type: "button", onclick: () => sitegen.copy(code, status) }, t("cite.copy")),
      el(
        "button",
        { type: "button", onclick: () => sitegen.save(`${slug}.${cite}`, type, code.textContent) },
        t("cite.save"),
      ),
    ];
    format.append(el("p", { class: "cite-buttons" }, buttons, status));
  }

  const place = article.querySelector(".paper-actions");
  const list = el("a", { href: `${sitegen.root}reading-list.html` }, t("list.title"));
  place.append(sitegen.reading.button(slug, title), list);
})();
