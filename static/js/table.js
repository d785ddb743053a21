"use strict";
/* Tables that sort by a click on a column's head. Without this script they stand in the order they were written. */
(() => {
  const words = new Intl.Collator(document.documentElement.lang, { sensitivity: "base" });
  const numbers = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const shown = (row, column) => row.cells[column].textContent.trim();

  /* Rows with nothing in the column stay last, whichever way it is sorted. */
  const compare = (column, direction, order) => (one, other) => {
    const [a, b] = [shown(one, column), shown(other, column)];
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    return direction * order.compare(a, b);
  };

  const sort = (table, heads, column) => {
    const head = heads[column];
    const first = head.classList.contains("number") ? "descending" : "ascending";
    const second = first === "ascending" ? "descending" : "ascending";
    const order = head.getAttribute("aria-sort") === first ? second : first;
    for (const each of heads) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", order);
    const body = table.tBodies[0];
    const collator = head.classList.contains("number") ? numbers : words;
    body.append(...[...body.rows].sort(compare(column, order === "ascending" ? 1 : -1, collator)));
    /* Letters lead to where each begins by title. */
    document.querySelector(".letters")?.toggleAttribute("hidden", column > 0 || order !== "ascending");
  };

  sitegen.sortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, heads, column));
    });
  };

  document.querySelectorAll("table.sortable").forEach(sitegen.sortable);
})();
