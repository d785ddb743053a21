"use strict";
/* The papers that are shown, as a table that sorts: the same that list and picture show. */
sitegen.map.views.table = (map, { paperLink, topicLink }) => {
  const { el, t } = sitegen;
  const years = map.nodes.some((node) => node.year);
  const topic = (id) => (map.kind ? map.nodes[id].papers : topicLink(map.nodes[id].topic));
  const columns = [
    [t(map.kind ? "map.topic" : "map.title"), paperLink],
    [t(map.kind ? "map.papers" : "map.topic"), topic, map.kind],
    ...(years ? [[t("map.year"), (id) => map.nodes[id].year, true]] : []),
    [t("map.links"), (id) => map.links[id].length, true],
  ];
  const cell = (tag, scope, number, shown) => el(tag, { scope, class: number && "number" }, shown);

  function show(ids) {
    const heads = columns.map(([name, , number]) => cell("th", "col", number, name));
    const cells = (id) =>
      columns.map(([, shown, number], at) => cell(at ? "td" : "th", !at && "row", number, shown(id)));
    const rows = ids.map((id) => el("tr", cells(id)));
    const table = el("table.sortable.map-table", el("thead", el("tr", heads)), el("tbody", rows));
    sitegen.sortable(table);
    return table;
  }

  return { show };
};
