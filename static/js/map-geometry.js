"use strict";
/* Boxes, distances and lines of text: the arithmetic of the map's picture. A box is [left, top, right, bottom]. */
sitegen.map = {};

sitegen.map.geometry = (() => {
  const folded = new Map();

  function wrapped(text, width, most) {
    const key = `${width} ${most} ${text}`;
    if (!folded.has(key)) folded.set(key, fold(text, width, most));
    return folded.get(key);
  }

  /* A text in lines of about `width` letters, `most` of them, with … where it was cut. */
  function fold(text, width, most) {
    const lines = [""];
    for (const word of text.split(/\s+/)) {
      const line = lines.at(-1);
      if (line && line.length + word.length + 1 > width) lines.push(word);
      else lines[lines.length - 1] = line ? `${line} ${word}` : word;
    }
    return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]} …`];
  }

  function boxed(x, y, width, height) {
    return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  }

  function free(box, taken) {
    return taken.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);
  }

  function inside(x, y, box) {
    return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
  }

  /* How far a point is from the line between two others. */
  function toSegment(point, a, b) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.min(1, Math.max(0, along));
    return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
  }

  /* The corners [x, y] of an area: of a box, given by left, top, right, bottom, or of a shape, given by its corners. */
  function corners(area) {
    if (area.length > 4) return Array.from({ length: area.length / 2 }, (_, at) => [area[2 * at], area[2 * at + 1]]);
    const [left, top, right, bottom] = area;
    return [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ];
  }

  /* The box around boxes. */
  function around(boxes) {
    if (!boxes.length) return [-100, -100, 100, 100];
    const edge = (at, pick) => boxes.reduce((value, box) => pick(value, box[at]), boxes[0][at]);
    return [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)];
  }

  return { wrapped, boxed, free, inside, toSegment, corners, around };
})();
