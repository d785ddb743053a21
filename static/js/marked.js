"use strict";
/* `text` with [start, end] ranges marked, as nodes. Ranges are sorted and do not overlap. */
sitegen.marked = (text, ranges) => {
  const nodes = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start < at) continue;
    nodes.push(text.slice(at, start), sitegen.el("mark", text.slice(start, end)));
    at = end;
  }
  return [...nodes, text.slice(at)];
};
