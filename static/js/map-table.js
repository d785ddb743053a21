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
  const kind = (number) => (number ? { class: "number" } : {});
  const heads = columns.map(([name, , number]) => el("th", { scope: "col", ...kind(number) }, name));
  const cell = (id, [, shown, number], at) =>
    el(at ? "td" : "th", { scope: at ? false : "row", ...kind(number) }, shown(id));
  const row = (id) =>
    el(
      "tr",
      {},
      columns.map((column, at) => cell(id, column, at)),
    );
  const [head, body] = [el("thead", {}, el("tr", {}, heads)), el("tbody", {}, ids.map(row))];
  const table = el("table", { class: "sortable map-table" }, head, body);
  sitegen.sortable(table);
  return table;
};
