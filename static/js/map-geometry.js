"use strict";
/* Boxes, distances, lines of text: the arithmetic of the picture. A box is [left, top, right, bottom]. */
sitegen.map.geometry = (() => {
  const folded = new Map();

  /* A text in lines of about `width` letters, `most` of them, with … where it was cut. */
  function wrapped(text, width, most) {
    const key = `${width} ${most} ${text}`;
    if (folded.has(key)) return folded.get(key);
    const lines = [];
    for (const word of text.split(/\s+/)) {
      if (lines.length && lines.at(-1).length + word.length < width) lines.push(`${lines.pop()} ${word}`);
      else lines.push(word);
    }
    if (lines.length > most) lines.splice(most - 1, Infinity, `${lines[most - 1]} …`);
    folded.set(key, lines);
    return lines;
  }

  /* A text in lines no longer than `width` makes them, each as long as the others as may be. */
  function balanced(text, width) {
    const key = `${width} ${text}`;
    if (!folded.has(key)) folded.set(key, evened((most) => wrapped(text, most, Infinity), width));
    return folded.get(key);
  }

  function evened(lines, width) {
    const { length } = lines(width);
    let least = width;
    while (least > 1 && lines(least - 1).length === length) least -= 1;
    return lines(least);
  }

  const boxed = (x, y, width, height) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  const free = (box, taken) =>
    taken.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);
  const inside = (x, y, box) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];

  /* How far a point is from the line between two others. */
  function toSegment(point, a, b) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
    const share = Math.min(1, Math.max(0, along));
    return Math.hypot(point.x - a.x - share * dx, point.y - a.y - share * dy);
  }

  /* The box around boxes. */
  const around = (boxes) =>
    boxes.reduce((all, box) => all.map((edge, at) => (at < 2 ? Math.min : Math.max)(edge, box[at])));

  return { wrapped, balanced, boxed, free, inside, toSegment, around };
})();

/* The box around the islands, with their names, and around the papers outside them. */
sitegen.map.bounds = (map) => {
  const island = ({ x, y, radius }) => [x - radius, y - radius - 20, x + radius, y + radius];
  const papers = map.nodes.filter((node) => !node.far).map(({ x, y }) => [x, y, x, y]);
  return sitegen.map.geometry.around([...papers, ...map.topics.filter(({ radius }) => radius).map(island)]);
};

/* The map for a stage: where that is the taller, islands are drawn apart downwards, so that names find room. */
sitegen.map.spread = (map, { clientWidth, clientHeight }) => {
  const [left, top, right, bottom] = sitegen.map.bounds(map);
  const fill = ((clientHeight - 160) / (clientWidth - 24)) * ((right - left) / (bottom - top || 1));
  const stretch = map.in || !(fill > 1.1) ? 1 : Math.round(100 * Math.min(2, fill)) / 100;
  const nodes = map.nodes.map((node) => ({ ...node, y: node.y + (map.topics[node.topic] ?? node).y * (stretch - 1) }));
  return { ...map, stretch, nodes, topics: map.topics.map((topic) => ({ ...topic, y: topic.y * stretch })) };
};
