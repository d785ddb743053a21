"use strict";
/* Lists of papers in the order of their years, where they have several. Without this script they stand as they were written. */
(() => {
  const { el, t } = sitegen;
  const FEW = 5;
  const orders = { given: null, new: (a, b) => b - a, old: (a, b) => a - b };

  /* Papers without a year stay last, whichever way. */
  const compare = (order) => (one, other) => {
    const [a, b] = [one.dataset.year, other.dataset.year];
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    return order(Number(a), Number(b));
  };

  for (const place of document.querySelectorAll("[data-order]")) {
    const lists = [...place.querySelectorAll("ul.papers")];
    const given = new Map(lists.map((list) => [list, [...list.children]]));
    const papers = [...given.values()].flat();
    if (papers.length < FEW || new Set(papers.map((paper) => paper.dataset.year).filter(Boolean)).size < 2) continue;
    const buttons = Object.keys(orders).map((name) =>
      el("button", { type: "button", "aria-pressed": String(name === "given") }, t(`js.order_${name}`)),
    );
    Object.values(orders).forEach((order, at) => {
      buttons[at].addEventListener("click", () => {
        for (const [list, items] of given) list.append(...(order ? [...items].sort(compare(order)) : items));
        buttons.forEach((button, other) => button.setAttribute("aria-pressed", String(other === at)));
      });
    });
    const chosen = el("p", { class: "order", role: "group", "aria-label": t("js.order") }, ...buttons);
    const head = place.querySelector("h2");
    if (head) head.after(chosen);
    else lists[0].before(chosen);
  }
})();
