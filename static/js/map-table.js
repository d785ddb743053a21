"use strict";
/* The papers that are shown, as a table that sorts: the same that list and picture show. */
sitegen.map.table = (map, parts) => (ids) => {
  const { el, t } = sitegen;
  const years = map.nodes.some((node) => node.year);
  const count = (id) => String(map.links[id].length);
  const topic = (id) => (map.kind ? String(map.nodes[id].papers) : parts.topicLink(map.nodes[id].topic));
  const columns = [
    [t(map.kind ? "map.topic" : "map.title"), parts.paperLink],
    [t(map.kind ? "map.papers" : "map.topic"), topic, map.kind],
    [t("map.year"), (id) => String(map.nodes[id].year ?? ""), true, !years],
    [t("map.links"), count, true],
  ].filter(([, , , left]) => !left);
  const kind = (number) => ({ class: number ? "number" : false });
  const heads = columns.map(([name, , number]) => el("th", { scope: "col", ...kind(number) }, name));
  const row = (id) =>
    el(
      "tr",
      {},
      columns.map(([, cell, number], at) => el(at ? "td" : "th", { scope: at ? false : "row", ...kind(number) }, cell(id))),
    );
  const table = el("table", { class: "sortable map-table" }, el("thead", {}, el("tr", {}, heads)), el("tbody", {}, ids.map(row)));
  sitegen.sortable(table);
  return table;
};
