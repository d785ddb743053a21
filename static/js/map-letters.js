"use strict";
/* Islands, names and titles, drawn around the dots and lines. Names keep one size on the screen and give way to one
   another, the larger topic first; papers' titles appear only where there is room. */
sitegen.map.letters = (view) => {
  const { wrapped, balanced, around, boxed, free, inside } = sitegen.map.geometry;
  const { stage, map, network } = view;
  const TITLES_FROM = 2.2;
  /* As faint as a name may be and still be read: 4.5 to 1 on every background it stands on. */
  const FAINT = 0.72;
  /* So many pixels of other islands a name may cover; more only on a wide screen, where no other place is. */
  const BIT = 6;
  /* Where a name may stand: above its island in the middle, above to a side, below, across. */
  const PLACES = [...[-1, 1].flatMap((where) => [0, -0.5, 0.5, -1, 1].map((aside) => [where, aside])), [0, 0]];
  const order = map.nodes.map((node) => node.id).sort((a, b) => map.nodes[b].size - map.nodes[a].size || a - b);
  const islands = map.topics.filter(({ radius }) => radius);
  const loose = map.kind ? [] : map.nodes.filter(({ topic, far }) => topic < 0 && !far);
  const outside = loose.slice(0, 1).map(() => {
    const [left, top, right] = around(loose.map(({ x, y }) => [x, y, x, y]));
    return { name: sitegen.t("map.no_topic"), x: (left + right) / 2, y: top, above: 20 };
  });
  const titled = new Set();
  const widths = new Map();
  let [ctx, scale, screen, narrow, kept = {}, names = [], written = []] = [];

  /* What lies below the dots: the islands, and an area drawn around papers, by its corners. */
  function shapes() {
    const { colours, choice } = view;
    const island = ({ x, y, radius, number }) => {
      const [colour, chosen] = [colours.topic(number), number === choice.topic];
      const [fill, stroke] = [chosen ? 0.2 : 0.09, chosen ? 0.9 : 0.3].map((share) => colours.fade(colour, share));
      return { x, y, radius, fill, stroke, width: chosen ? 2 : 1 };
    };
    const area = { corners: choice.area, fill: colours.fade(colours.accent, 0.07), stroke: colours.accent, width: 1.5 };
    return [...islands.map(island), ...(choice.area ? [area] : [])];
  }

  function draw({ x, y, radius, corners, fill = "transparent", stroke, width }) {
    ctx.beginPath();
    if (corners) corners.forEach((corner) => ctx.lineTo(...corner));
    else ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.closePath();
    Object.assign(ctx, { fillStyle: fill, strokeStyle: stroke, lineWidth: width / scale });
    ctx.fill();
    ctx.stroke();
  }

  function under(context) {
    [ctx, scale, narrow] = [context, network.getScale(), stage.clientWidth < 600];
    screen = part({ left: 0, top: 0, right: 0, bottom: 0 });
    shapes().forEach(draw);
  }

  /* What of the map is on a part of the stage. */
  function part({ left, top, right, bottom }) {
    const from = network.DOMtoCanvas({ x: left, y: top });
    const to = network.DOMtoCanvas({ x: stage.clientWidth - right, y: stage.clientHeight - bottom });
    return [from.x, from.y, to.x, to.y];
  }

  /* What lies above them. */
  function over() {
    const { choice, hovered } = view;
    [names, written] = [[], []];
    titled.clear();
    Object.assign(ctx, { textAlign: "center", textBaseline: "middle", lineJoin: "round" });
    const first = [choice.cursor, hovered].filter((id) => id >= 0);
    first.forEach(ring);
    /* On the map of topics the papers' titles are the topics' names. */
    if (!map.kind) titles([...first, ...choice.papers], 3);
    nameIslands();
    nameParts();
    if (map.kind) return;
    if (choice.lit?.size < 40 && scale > (narrow ? 1.6 : 0.6)) titles([...choice.lit], 2);
    if (scale >= TITLES_FROM) titles(order, 1);
  }

  function ring(id) {
    const { x, y, size } = map.nodes[id];
    draw({ x, y, radius: size * view.growth * 1.5 + 4 / scale, stroke: view.colours.accent, width: 2 });
  }

  /* Letters of so many pixels, for what is measured and written from here on. */
  function letters(pixels, weight) {
    const size = pixels / scale;
    const font = (ctx.font = `${weight} ${size}px ${view.colours.font}`);
    const measured = (line) => {
      const key = `${weight} ${line}`;
      if (!widths.has(key)) widths.set(key, ctx.measureText(line).width / size);
      return widths.get(key) * size;
    };
    const room = (lines) => [Math.max(...lines.map(measured)), lines.length * size * 1.2];
    return { size, weight, font, room };
  }

  /* While the picture is dragged, names stay where they are. */
  function nameIslands() {
    if (kept.scale !== scale || !network.renderer.dragging) kept = { scale, placed: named() };
    kept.placed.forEach(({ lines, box, face }, { number }) => {
      names.push({ topic: number, box });
      write(lines, box, face, ink(view.choice.topic < 0));
    });
  }

  /* Topics' names stand above their islands or near, in smaller letters if they must: some, or all where that gives more
     of them room. */
  function named() {
    const large = stage.clientWidth > 1600 ? 16 : 14;
    const faces = narrow ? [[11, 3, 12, 20], [9, 4, 9, 15, 20, 24]] : [[large, 3, 28, 20, 60], [12, 3, 20, 14, 40]];
    const mixed = settled(faces);
    const small = mixed.left && settled(faces.slice(1));
    return (small.left < mixed.left ? small : mixed).placed;
  }

  /* A place for each topic's name; another name may give way to it. One that finds no room, as `left` counts them, gives
     way to the island's number, which the list of topics has, too. */
  function settled(faces) {
    const placed = new Map();
    const put = (topic, place) => place && placed.set(topic, place);
    for (const face of faces) for (const topic of islands) placed.has(topic) || put(topic, sought(topic, face));
    for (const topic of islands) placed.has(topic) || put(topic, freed(topic));
    const rest = islands.filter((topic) => !placed.has(topic));
    for (const topic of rest) put(topic, numbered(topic));
    return { placed, left: rest.length };

    function open({ box }) {
      return clear(box) && free(box, [...placed.values()].map((other) => other.box));
    }

    /* The first open place that covers next to nothing of other islands. */
    function sought(topic, face) {
      const found = places(topic, face).filter(open).map((place) => [covered(place.box, topic), place]);
      const least = () => found.reduce((a, b) => (b[0] < a[0] ? b : a), [Infinity]);
      return (found.find(([cover]) => cover * scale <= BIT) ?? (narrow ? [] : least()))[1];
    }

    /* A place that one other name alone takes, once that name has found another. */
    function freed(topic) {
      for (const place of places(topic, faces.at(-1))) {
        const [taken, ...more] = [...placed].filter(([, { box }]) => !free(place.box, [box]));
        if (!taken || more.length || !clear(place.box) || covered(place.box, topic) * scale > BIT) continue;
        placed.set(topic, place).delete(taken[0]);
        if (faces.some((face) => put(taken[0], sought(taken[0], face)))) return place;
        placed.set(...taken).delete(topic);
      }
      return null;
    }

    function numbered({ x, y, number }) {
      const [lines, face] = [[String(number + 1)], letters(11, 600)];
      const box = boxed(x, y, face.room(lines)[0], face.size);
      return open({ box }) && { lines, box, face };
    }
  }

  function places({ name, x, y, radius }, [pixels, most, ...widths]) {
    const face = letters(pixels, 600);
    const { size, room } = face;
    const all = widths.map((width) => balanced(name, width));
    const shapes = all.filter(({ length }, at) => length <= most && length !== all[at - 1]?.length);
    return PLACES.flatMap(([where, aside]) =>
      shapes.flatMap((lines) => {
        const [needed, height] = room(lines);
        const width = needed + (narrow ? 0 : 0.7 * size);
        if (!where && width > 1.6 * radius) return [];
        const off = radius * Math.sqrt(1 - (0.8 * aside) ** 2) + height / 2 + 0.2 * size;
        const middle = x + aside * radius;
        const seen = inside(x, y, screen) ? within(middle, width, screen) : middle;
        return { lines, face, box: boxed(seen, y + where * off, width, height) };
      }),
    );
  }

  /* How far a box would reach into other topics' islands. */
  function covered([left, top, right, bottom], own) {
    const into = ({ x, y, radius }) =>
      Math.max(0, radius - Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)));
    return islands.reduce((sum, topic) => sum + (topic === own ? 0 : into(topic)), 0);
  }

  function ink(fading) {
    const { colours, choice } = view;
    return choice.lit && fading ? colours.fade(colours.text, FAINT) : colours.text;
  }

  const clear = (box) => free(box, written.map((text) => text.box));

  /* On a topic's own map its parts are named where most of their papers stand; elsewhere those outside the islands. */
  function nameParts() {
    const face = letters(13, 600);
    for (const { name, x, y, above = 0 } of map.parts ?? outside) {
      const lines = wrapped(name, 18, 3);
      const box = [-above, above].map((off) => boxed(x, y + off / scale, ...face.room(lines))).find(clear);
      if (box) write(lines, box, face, above ? view.colours.muted : ink(true));
    }
  }

  function titles(ids, most) {
    const face = letters(12, 400);
    const seen = part(view.padding);
    for (const id of ids) {
      const { x, y, size, title } = map.nodes[id];
      if (titled.has(id) || !view.bright(id) || !inside(x, y, screen)) continue;
      const lines = wrapped(title, 32, most);
      const [width, height] = face.room(lines);
      const gap = size * view.growth * 1.3 + 3 / scale + height / 2;
      const middle = within(x, width + 16 / scale, seen);
      const box = [y + gap, y - gap].map((at) => boxed(middle, at, width, height)).find(clear);
      if (!box) continue;
      titled.add(id);
      write(lines, box, face, view.colours.text);
    }
  }

  function write(lines, box, { size, weight, font }, colour) {
    const { colours } = view;
    const halo = colours.fade(colours.background, 0.88);
    written.push({ lines, box, size, weight, colour, halo });
    Object.assign(ctx, { font, lineWidth: size * 0.28, strokeStyle: halo, fillStyle: colour });
    lines.forEach((line, at) => {
      const place = [line, (box[0] + box[2]) / 2, box[1] + (at + 0.5) * size * 1.2];
      ctx.strokeText(...place);
      ctx.fillText(...place);
    });
  }

  /* The middle nearest to `x` with which something so wide stands inside a box. */
  function within(x, width, [left, , right]) {
    return Math.min(Math.max(x, left + width / 2), right - width / 2);
  }

  network.on("beforeDrawing", under);
  network.on("afterDrawing", over);
  return { names: () => names, written: () => written, shapes };
};
