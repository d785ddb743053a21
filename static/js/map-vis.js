"use strict";
/* The map's picture. Everything else speaks to what `picture` returns (set, select, highlight, camera, hit): nothing but
   this file and its helpers knows vis-network. */
sitegen.map.picture = (stage, map) => {
  const { inside, toSegment } = sitegen.map.geometry;
  const EDGES_FROM = 0.9;
  /* More lines than these are not drawn while the picture moves. */
  const MOVING = 2000;
  /* Half of the way from a paper to the nearest, as the layout puts them down. */
  const BETWEEN = 7.5;
  /* vis-network's shapes of one size are not of one weight for the eye. */
  const EVEN = { square: 0.86, triangle: 0.95, triangleDown: 0.95, star: 1.2, diamond: 1.05 };

  const nodes = new vis.DataSet();
  let told = new Map();
  let strokes = [];
  let frame = 0;
  const network = new vis.Network(stage, { nodes }, map.options);
  network.renderer.allowRedraw = false;
  network.canvas.frame.tabIndex = -1;
  network.canvas.frame.canvas.setAttribute("aria-hidden", "true");

  /* What the helpers share; `growth` is how much larger than life dots are drawn from afar. */
  const view = { stage, map, network, visible, bright, dot, lines: [], grown: paintNodes, growth: 1, hovered: -1 };
  view.padding = { left: 0, top: 0, right: 0, bottom: 0 };
  view.scene = { shown: null, edges: [], years: false };
  view.choice = { papers: new Set(), lit: null, cursor: -1, links: new Set(), topic: -1, area: null };

  /* Which papers pass the filters (a Set, null for all), which links are there, whether years are told by colour; drawn
     with the next choice. */
  const set = (scene) => Object.assign(view, { scene });

  /* papers: the chosen ones; lit: a Set of all that stay bright, or null; cursor: where the keyboard is; links: the chosen
     link, or those of a path; topic: the chosen topic; -1 is none; area: the corners of one drawn on it, or null. */
  const select = (choice) => paint({ choice });

  const recolour = () => paint({ colours: sitegen.map.palette(stage, map) });

  function highlight(hovered) {
    if (hovered === view.hovered) return;
    view.hovered = hovered;
    redraw();
  }

  function visible(id) {
    return !view.scene.shown || view.scene.shown.has(id);
  }

  function bright(id) {
    return visible(id) && (!view.choice.lit || view.choice.lit.has(id));
  }

  function paint(change) {
    Object.assign(view, change);
    redraw();
    paintNodes();
    view.lines = view.scene.edges.filter(meant).map(line);
    strokes = alike(view.lines);
  }

  /* Whenever it is told something, vis-network would draw: once, with the next frame, is enough. */
  function redraw() {
    network.renderer.allowRedraw = false;
    frame ||= requestAnimationFrame(() => {
      [frame, network.renderer.allowRedraw] = [0, true];
      network.redraw();
    });
  }

  /* vis-network is told only of what changed, and measures dots before they can be seen. Papers of other topics are
     there only around what they are linked with. */
  function paintNodes() {
    const wanted = map.nodes.filter((node) => !node.far || visible(node.id)).map(dot);
    const now = new Map(wanted.map((one) => [one.id, JSON.stringify(one)]));
    nodes.remove([...told.keys()].filter((id) => !now.has(id)));
    nodes.update(wanted.filter(({ id }) => told.get(id) !== now.get(id)));
    network.body.emitter.emit("_resizeNodes");
    told = now;
  }

  /* As edges of vis-network, lines would take as long to begin with as all papers. */
  function drawLines(ctx) {
    const { dragging, zooming } = network.renderer;
    if (view.lines.length > MOVING && (dragging || zooming)) return;
    for (const { path, width: lineWidth, colour: strokeStyle } of strokes) {
      Object.assign(ctx, { lineWidth, strokeStyle });
      ctx.stroke(path);
    }
  }

  /* Lines of one look in one stroke: that takes a third less. */
  function alike(lines) {
    const groups = new Map();
    for (const { from, to, width, colour } of lines) {
      const key = `${width} ${colour}`;
      if (!groups.has(key)) groups.set(key, { path: new Path2D(), width, colour });
      const { path } = groups.get(key);
      path.moveTo(from.x, from.y);
      path.lineTo(to.x, to.y);
    }
    return [...groups.values()];
  }

  function dot({ id, x, y, shape, size, year, topic }) {
    const { colours, scene, choice, growth } = view;
    const chosen = choice.papers.has(id);
    const alpha = !visible(id) ? 0.1 : bright(id) ? 1 : 0.22;
    const background = colours.fade(scene.years ? colours.ofYear(year) : colours.topic(topic), alpha);
    const border = chosen ? colours.text : alpha === 1 ? colours.background : "transparent";
    /* From afar a thousand rims cost a third of a frame, and no eye sees them. */
    const plain = map.nodes.length > 1000 && growth > 1;
    return {
      ...{ id, x, y, shape },
      size: size * growth * (plain ? 0.88 : 1) * (EVEN[shape] ?? 1) * (chosen ? 1.5 : 1),
      borderWidth: chosen ? 2 : plain ? 0 : 0.8,
      color: { background, border },
    };
  }

  /* With something chosen, the lines elsewhere would only be noise. */
  function meant(number) {
    const { from, to } = map.edges[number];
    if (view.choice.links.size) return view.choice.links.has(number);
    return view.choice.topic >= 0 ? bright(from) || bright(to) : bright(from) && bright(to);
  }

  function line(number) {
    const { from, to, weight } = map.edges[number];
    const [width, colour] = stroke(number, from, to, weight);
    return { from: map.nodes[from], to: map.nodes[to], width, colour };
  }

  function stroke(number, from, to, weight) {
    const { colours, choice } = view;
    if (choice.links.has(number)) return [3.5, colours.accent];
    const touches = choice.papers.has(from) || choice.papers.has(to);
    if (touches && bright(from) && bright(to)) return [1 + 2.5 * weight, colours.fade(colours.accent, 0.8)];
    const topic = map.nodes[from].topic;
    const same = map.nodes[to].topic === topic;
    const strength = (map.in ? 0.1 : same ? 0.34 : map.kind ? 0.4 : 0.12) + 0.5 * weight;
    const colour = same ? colours.topic(topic) : colours.muted;
    const width = map.kind ? 1 + 5 * weight : same ? 1 : 0.7;
    return [width, colours.fade(colour, choice.papers.size ? strength * 0.6 : strength)];
  }

  /* What lies at a point of the stage, within `reach` pixels: a name's {topic}, {paper}, {link}, an island's {topic} or
     null, in that order. Where dots lie close, a reach stops halfway to the next dot. */
  function hit(x, y, reach) {
    const at = network.DOMtoCanvas({ x, y });
    const scale = network.getScale();
    const name = letters.names().find(({ box }) => inside(at.x, at.y, box));
    if (name) return { topic: name.topic };
    const near = Math.min(reach / scale, Math.max(BETWEEN, 4 / scale));
    const paper = nearest(map.nodes, near, (node) =>
      visible(node.id) ? Math.hypot(node.x - at.x, node.y - at.y) - node.size * view.growth : Infinity,
    );
    if (paper) return { paper: paper.id };
    const link = nearest(view.scene.edges.filter(reachable), reach / 2 / scale, (number) =>
      toSegment(at, map.nodes[map.edges[number].from], map.nodes[map.edges[number].to]),
    );
    if (link !== undefined) return { link };
    const topic = map.topics.find((one) => Math.hypot(one.x - at.x, one.y - at.y) <= one.radius);
    return topic ? { topic: topic.number } : null;
  }

  /* What of `all` is nearest, if it is within reach. */
  function nearest(all, reach, distance) {
    let [best, least] = [undefined, reach];
    for (const one of all) {
      const away = distance(one);
      if (away <= least) [best, least] = [one, away];
    }
    return best;
  }

  /* From afar lines lie too close to be meant; only those of a chosen paper can be picked there. */
  function reachable(number) {
    const { from, to } = map.edges[number];
    const { papers, lit } = view.choice;
    if (network.getScale() < EDGES_FROM && !papers.has(from) && !papers.has(to)) return false;
    return !lit || (lit.has(from) && lit.has(to));
  }

  function stop() {
    cancelAnimationFrame(frame);
    network.destroy();
  }

  const letters = sitegen.map.letters(view);
  view.colours = sitegen.map.palette(stage, map);
  const camera = sitegen.map.camera(view);
  network.on("beforeDrawing", drawLines);
  return { set, select, highlight, recolour, camera, hit, view, ...letters, stop };
};
