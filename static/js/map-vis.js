"use strict";
/* The map's picture. Everything else speaks to what `picture` returns (set, select, highlight, camera, hit), so another
   renderer can stand in for vis-network; nothing but this file and its three helpers knows it. */
sitegen.map.picture = (stage, map) => {
  const { inside, toSegment } = sitegen.map.geometry;
  const EDGES_FROM = 0.9;
  /* vis-network's shapes of one size are not of one weight for the eye. */
  const EVEN = { square: 0.86, triangle: 0.95, triangleDown: 0.95, star: 1.2, diamond: 1.05 };

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(stage, { nodes, edges }, map.options);
  network.canvas.frame.tabIndex = -1;
  network.canvas.frame.canvas.setAttribute("aria-hidden", "true");

  /* What the helpers share; `growth` is how much larger than life dots are drawn from afar. */
  const view = { stage, map, network, visible, bright, grown: paintNodes, growth: 1, hovered: -1 };
  view.colours = sitegen.map.palette(stage, map);
  view.scene = { shown: null, edges: [], years: false };
  view.choice = { papers: new Set(), lit: null, cursor: -1, links: new Set(), topic: -1, area: null };
  const painted = new Map();
  const drawnEdges = new Map();

  /* Which papers pass the filters (a Set, or null for all) and which links are drawn (their numbers). */
  function set(next) {
    view.scene = next;
    paint();
  }

  /* papers: the chosen ones; lit: a Set of all that stay bright, or null; cursor: where the keyboard is;
     links: the chosen link, or those of a path; topic: the chosen topic; -1 is none; area: one drawn on it, or null. */
  function select(next) {
    view.choice = next;
    paint();
  }

  function highlight(id) {
    if (id === view.hovered) return;
    view.hovered = id;
    network.redraw();
  }

  function recolour() {
    view.colours = sitegen.map.palette(stage, map);
    painted.clear();
    drawnEdges.clear();
    paint();
  }

  function visible(id) {
    return !view.scene.shown || view.scene.shown.has(id);
  }

  function bright(id) {
    return visible(id) && (!view.choice.lit || view.choice.lit.has(id));
  }

  function paint() {
    paintNodes();
    paintEdges();
    network.redraw();
  }

  function paintNodes() {
    const changed = [];
    const gone = [];
    for (const node of map.nodes) {
      /* Papers of other topics are there only around what they are linked with. */
      if (node.far && !visible(node.id)) {
        if (painted.delete(node.id)) gone.push(node.id);
        continue;
      }
      const look = nodeLook(node);
      const key = JSON.stringify(look);
      if (painted.get(node.id) === key) continue;
      painted.set(node.id, key);
      changed.push({ id: node.id, x: node.x, y: node.y, shape: node.shape, ...look });
    }
    if (gone.length) nodes.remove(gone);
    if (changed.length) nodes.update(changed);
  }

  function nodeLook(node) {
    const colour = view.scene.years ? view.colours.ofYear(node.year) : view.colours.topic(node.topic);
    const chosen = view.choice.papers.has(node.id);
    const alpha = !visible(node.id) ? 0.1 : bright(node.id) ? 1 : 0.22;
    const border = chosen ? view.colours.text : alpha === 1 ? view.colours.background : "transparent";
    const background = view.colours.fade(colour, alpha);
    /* From afar a thousand rims cost a third of a frame, and no eye sees them. */
    const plain = map.nodes.length > 1000 && view.growth > 1;
    const look = { background, border };
    return {
      size: node.size * view.growth * (plain ? 0.88 : 1) * (EVEN[node.shape] ?? 1) * (chosen ? 1.5 : 1),
      borderWidth: chosen ? 2 : plain ? 0 : 0.8,
      color: { ...look, highlight: look, hover: look },
    };
  }

  function paintEdges() {
    const wanted = new Map(view.scene.edges.filter(meant).map((number) => [number, edgeLook(number)]));
    const gone = [...drawnEdges.keys()].filter((number) => !wanted.has(number));
    const changed = [];
    for (const [number, look] of wanted) {
      const key = JSON.stringify(look);
      if (drawnEdges.get(number) === key) continue;
      drawnEdges.set(number, key);
      changed.push({ id: number, from: map.edges[number].from, to: map.edges[number].to, ...look });
    }
    gone.forEach((number) => drawnEdges.delete(number));
    if (gone.length) edges.remove(gone);
    if (changed.length) edges.update(changed);
  }

  /* With something chosen, the lines elsewhere would only be noise. */
  function meant(number) {
    const { from, to } = map.edges[number];
    if (view.choice.links.size) return view.choice.links.has(number);
    return view.choice.topic >= 0 ? bright(from) || bright(to) : bright(from) && bright(to);
  }

  function edgeLook(number) {
    const edge = map.edges[number];
    if (view.choice.links.has(number)) return { width: 3.5, color: { color: view.colours.accent } };
    const touches = view.choice.papers.has(edge.from) || view.choice.papers.has(edge.to);
    if (view.choice.papers.size && touches && bright(edge.from) && bright(edge.to)) {
      return { width: 1 + 2.5 * edge.weight, color: { color: view.colours.fade(view.colours.accent, 0.8) } };
    }
    const inside = map.nodes[edge.from].topic === map.nodes[edge.to].topic;
    const colour = inside ? view.colours.topic(map.nodes[edge.from].topic) : view.colours.muted;
    const strength = (map.in ? 0.1 : inside ? 0.3 : map.kind ? 0.4 : 0.07) + 0.35 * edge.weight;
    return {
      width: map.kind ? 1 + 5 * edge.weight : inside ? 1 : 0.7,
      color: { color: view.colours.fade(colour, view.choice.papers.size ? strength * 0.6 : strength) },
    };
  }

  /* What lies at a point of the stage, within `reach` pixels: a name's {topic}, {paper}, {link}, an island's {topic} or
     null, in that order. Where dots lie close, a reach stops halfway to the next dot. */
  function hit(x, y, reach) {
    const at = network.DOMtoCanvas({ x, y });
    const scale = network.getScale();
    const name = letters.names().find((other) => inside(at.x, at.y, other.box));
    if (name) return { topic: name.topic };
    const paper = nearestPaper(at, Math.min(reach / scale, Math.max(spacing / 2, 4 / scale)));
    if (paper >= 0) return { paper };
    const link = nearestLink(at, (reach * 0.5) / scale, scale);
    if (link >= 0) return { link };
    const topic = map.topics.find((one) => Math.hypot(one.x - at.x, one.y - at.y) <= one.radius)?.number;
    return topic === undefined ? null : { topic };
  }

  /* How far papers lie from their nearest paper: the median of some hundred papers. */
  function apart() {
    const every = Math.ceil(map.nodes.length / 200);
    const own = map.nodes.filter((node) => !node.far);
    const nearest = own.filter(({ id }) => id % every === 0).map((one) => {
      const away = (other) => (one === other ? Infinity : Math.hypot(one.x - other.x, one.y - other.y));
      return own.reduce((least, other) => Math.min(least, away(other)), Infinity);
    });
    return nearest.sort((a, b) => a - b)[Math.floor(nearest.length / 2)];
  }

  function nearestPaper(at, reach) {
    let best = -1;
    let nearest = Infinity;
    for (const node of map.nodes) {
      const distance = Math.hypot(node.x - at.x, node.y - at.y) - node.size * view.growth;
      if (distance > reach || distance >= nearest || !visible(node.id)) continue;
      [best, nearest] = [node.id, distance];
    }
    return best;
  }

  /* From afar lines lie too close to be meant; only those of a chosen paper can be picked there. */
  function nearestLink(at, reach, scale) {
    let best = -1;
    let nearest = reach;
    for (const number of view.scene.edges) {
      const { from, to } = map.edges[number];
      if (scale < EDGES_FROM && !view.choice.papers.has(from) && !view.choice.papers.has(to)) continue;
      if (view.choice.lit && !(view.choice.lit.has(from) && view.choice.lit.has(to))) continue;
      const distance = toSegment(at, map.nodes[from], map.nodes[to]);
      if (distance < nearest) [best, nearest] = [number, distance];
    }
    return best;
  }

  /* The picture as it stands, on the page's background, as a PNG. */
  function png() {
    const drawn = network.canvas.frame.canvas;
    const sheet = Object.assign(document.createElement("canvas"), { width: drawn.width, height: drawn.height });
    const ctx = sheet.getContext("2d");
    ctx.fillStyle = view.colours.background;
    ctx.fillRect(0, 0, sheet.width, sheet.height);
    ctx.drawImage(drawn, 0, 0);
    return new Promise((done) => sheet.toBlob(done, "image/png"));
  }

  const letters = sitegen.map.letters(view);
  const spacing = apart();
  paint();
  const camera = sitegen.map.camera(view);
  return {
    set,
    select,
    highlight,
    recolour,
    camera,
    hit,
    png,
    svg: () => sitegen.map.svg(view, letters.written(), nodeLook, edgeLook, meant),
    names: letters.names,
    written: letters.written,
    stop: () => network.destroy(),
  };
};
