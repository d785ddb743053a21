"use strict";
/* Islands, names and titles, drawn around the dots and lines. Names keep one size on the screen and give way to one
   another, the larger topic first; papers' titles appear only where there is room. */
sitegen.map.letters = (view) => {
  const { wrapped, boxed, free, inside, corners } = sitegen.map.geometry;
  const { stage, map, network } = view;
  const NAME = 14;
  const LABEL = 12;
  const TITLES_FROM = 2.2;
  /* As faint as a name may be and still be read: 4.5 to 1 on every background it stands on. */
  const FAINT = 0.72;
  /* So many pixels of other islands a name may cover. */
  const BIT = 6;
  const order = map.nodes.map((node) => node.id).sort((a, b) => map.nodes[b].size - map.nodes[a].size || a - b);
  const labelled = new Set();
  const widths = new Map();
  let names = [];
  let written = [];

  function narrow() {
    return stage.clientWidth < 600;
  }

  /* What lies below the dots. */
  function under(ctx) {
    const { colours, choice } = view;
    for (const topic of map.topics) {
      if (!topic.radius) continue;
      const chosen = topic.number === choice.topic;
      ctx.beginPath();
      ctx.arc(topic.x, topic.y, topic.radius, 0, 2 * Math.PI);
      ctx.fillStyle = colours.fade(colours.topic(topic.number), chosen ? 0.2 : 0.09);
      ctx.fill();
      ctx.lineWidth = (chosen ? 2 : 1) / network.getScale();
      ctx.strokeStyle = colours.fade(colours.topic(topic.number), chosen ? 0.9 : 0.3);
      ctx.stroke();
    }
    if (choice.area) drawArea(ctx, corners(choice.area));
  }

  function drawArea(ctx, shape) {
    const { colours } = view;
    ctx.beginPath();
    shape.forEach(([x, y]) => ctx.lineTo(x, y));
    ctx.closePath();
    ctx.fillStyle = colours.fade(colours.accent, 0.07);
    ctx.fill();
    ctx.lineWidth = 1.5 / network.getScale();
    ctx.strokeStyle = colours.accent;
    ctx.stroke();
  }

  /* What lies above them. */
  function over(ctx) {
    const { choice, hovered } = view;
    const scale = network.getScale();
    const taken = [];
    labelled.clear();
    written = [];
    ring(ctx, choice.cursor, scale);
    ring(ctx, hovered, scale);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    /* On the map of topics the papers' titles are the topics' names. */
    if (!map.kind) drawLabels(ctx, scale, taken, first(), 3);
    drawNames(ctx, scale, taken);
    drawParts(ctx, scale, taken);
    if (map.kind) return;
    const near = scale > (narrow() ? 1.6 : 0.6);
    if (choice.lit && choice.lit.size < 40 && near) drawLabels(ctx, scale, taken, [...choice.lit], 2);
    if (scale >= TITLES_FROM) drawLabels(ctx, scale, taken, order, 1);
  }

  function first() {
    return [view.choice.cursor, view.hovered, ...view.choice.papers].filter((id) => id >= 0);
  }

  function ring(ctx, id, scale) {
    if (id < 0) return;
    const node = map.nodes[id];
    ctx.beginPath();
    ctx.arc(node.x, node.y, node.size * view.growth * 1.5 + 4 / scale, 0, 2 * Math.PI);
    ctx.lineWidth = 2 / scale;
    ctx.strokeStyle = view.colours.accent;
    ctx.stroke();
  }

  /* Topics' names stand above their islands, or near it; one that finds no room gives way to the island's number, which
     the list of topics has, too. */
  function drawNames(ctx, scale, taken) {
    const { colours, choice } = view;
    const size = (narrow() ? NAME - 3 : NAME) / scale;
    const screen = seen();
    const faint = choice.lit && choice.topic < 0;
    const nameless = [];
    const set = (topic, { lines, box }) => {
      taken.push(box);
      names.push({ topic: topic.number, box });
      write(ctx, lines, box, size, faint ? colours.fade(colours.text, FAINT) : colours.text, 600);
    };
    names = [];
    ctx.font = `600 ${size}px ${colours.font}`;
    for (const topic of map.topics) {
      if (!topic.radius) continue;
      const open = settings(ctx, topic, size, screen).filter(({ box }) => free(box, taken));
      const covers = open.map(({ box }) => covered(box, topic));
      const good = covers.findIndex((cover) => cover * scale <= BIT);
      const best = good < 0 && !narrow() ? covers.indexOf(Math.min(...covers)) : good;
      if (open[best]) set(topic, open[best]);
      else nameless.push(topic);
    }
    for (const topic of nameless) {
      const lines = [String(topic.number + 1)];
      const box = boxed(topic.x, topic.y, wide(ctx, lines, size), size);
      if (free(box, taken)) set(topic, { lines, box });
    }
  }

  /* On a topic's own map its parts are named where most of their papers stand. */
  function drawParts(ctx, scale, taken) {
    const size = (NAME - 1) / scale;
    const colour = view.choice.lit ? view.colours.fade(view.colours.text, FAINT) : view.colours.text;
    ctx.font = `600 ${size}px ${view.colours.font}`;
    for (const { name, x, y } of map.parts ?? []) {
      const lines = wrapped(name, 18, 3);
      const box = boxed(x, y, wide(ctx, lines, size), lines.length * size * 1.2);
      if (!free(box, taken)) continue;
      taken.push(box);
      write(ctx, lines, box, size, colour, 600);
    }
  }

  /* The ways to set a topic's name, best first: above in the middle, above to a side, below, across the island. */
  function settings(ctx, topic, size, screen) {
    const found = [];
    const shapes = [narrow() ? 12 : 20, narrow() ? 20 : 60].map((most) => wrapped(topic.name, most, 3));
    const [above, below, across] = [-1, 1, 0];
    for (const where of [above, below, across]) {
      for (const aside of where === across ? [0] : [0, -0.5, 0.5, -1, 1]) {
        for (const lines of shapes[0].length === shapes[1].length ? shapes.slice(1) : shapes) {
          const width = wide(ctx, lines, size);
          const height = lines.length * size * 1.2;
          if (where === across && width > 1.6 * topic.radius) continue;
          const off = topic.radius * Math.sqrt(1 - (0.8 * aside) ** 2) + height / 2 + 0.2 * size;
          const middle = topic.x + aside * topic.radius;
          const x = inside(topic.x, topic.y, screen) ? within(middle, width, screen) : middle;
          found.push({ lines, box: boxed(x, topic.y + where * off, width, height) });
        }
      }
    }
    return found;
  }

  /* How wide a bold text is; measured once for each line. */
  function wide(ctx, lines, size) {
    const measured = (line) => {
      if (!widths.has(line)) widths.set(line, ctx.measureText(line).width / size);
      return widths.get(line);
    };
    return Math.max(...lines.map(measured)) * size;
  }

  /* How far a box would reach into other topics' islands. */
  function covered([left, top, right, bottom], own) {
    let sum = 0;
    for (const topic of map.topics) {
      if (topic === own || !topic.radius) continue;
      const dx = Math.max(left - topic.x, 0, topic.x - right);
      const dy = Math.max(top - topic.y, 0, topic.y - bottom);
      if (dx < topic.radius && dy < topic.radius) sum += Math.max(0, topic.radius - Math.hypot(dx, dy));
    }
    return sum;
  }

  function drawLabels(ctx, scale, taken, ids, most) {
    ctx.font = `${LABEL / scale}px ${view.colours.font}`;
    const screen = seen();
    const open = seen(view.padding);
    for (const id of ids) {
      const node = map.nodes[id];
      if (labelled.has(id) || !view.bright(id) || !inside(node.x, node.y, screen)) continue;
      const lines = wrapped(node.title, 32, most);
      const width = (Math.max(...lines.map((line) => line.length)) * (LABEL * 0.52)) / scale;
      const height = (lines.length * LABEL * 1.2) / scale;
      const gap = node.size * view.growth * 1.3 + 3 / scale;
      const x = within(node.x, width + 16 / scale, open);
      const places = [node.y + gap + height / 2, node.y - gap - height / 2].map((y) => boxed(x, y, width, height));
      const box = places.find((place) => free(place, taken));
      if (!box) continue;
      labelled.add(id);
      taken.push(box);
      write(ctx, lines, box, LABEL / scale, view.colours.text);
    }
  }

  function write(ctx, lines, box, size, colour, weight = 400) {
    written.push({ lines, box, size, colour, weight });
    const middle = (box[0] + box[2]) / 2;
    ctx.lineWidth = size * 0.28;
    ctx.strokeStyle = view.colours.fade(view.colours.background, 0.88);
    ctx.fillStyle = colour;
    lines.forEach((line, at) => {
      const y = box[1] + (at + 0.5) * size * 1.2;
      ctx.strokeText(line, middle, y);
      ctx.fillText(line, middle, y);
    });
  }

  /* The middle nearest to `x` with which something so wide stands inside a box. */
  function within(x, width, [left, , right]) {
    return Math.min(Math.max(x, left + width / 2), right - width / 2);
  }

  /* What of the map is on the screen, or on the part of it that is not covered. */
  function seen({ left, top, right, bottom } = { left: 0, top: 0, right: 0, bottom: 0 }) {
    const from = network.DOMtoCanvas({ x: left, y: top });
    const to = network.DOMtoCanvas({ x: stage.clientWidth - right, y: stage.clientHeight - bottom });
    return [from.x, from.y, to.x, to.y];
  }

  network.on("beforeDrawing", under);
  network.on("afterDrawing", over);
  return { names: () => names, written: () => written };
};
