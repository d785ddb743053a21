"use strict";
/* The picture as it stands, as a file: a PNG, or an SVG that any drawing program opens. */
sitegen.map.save = (kind, { view, written, shapes }) => {
  const { el } = sitegen;
  const { map, stage, colours, network, visible, dot, lines } = view;
  const short = (value) => String(Math.round(value * 100) / 100);

  /* On the page's background. */
  function png() {
    const drawn = network.canvas.frame.canvas;
    const sheet = Object.assign(document.createElement("canvas"), { width: drawn.width, height: drawn.height });
    const ctx = sheet.getContext("2d");
    ctx.fillStyle = colours.background;
    ctx.fillRect(0, 0, sheet.width, sheet.height);
    ctx.drawImage(drawn, 0, 0);
    sheet.toBlob((content) => sitegen.save("map.png", "image/png", content), "image/png");
  }

  /* Colours with their share of light apart, as SVG 1.1 has it. */
  function paint(name, colour) {
    if (colour === "transparent") return { [name]: "none" };
    const [red, green, blue, alpha = "1"] = colour.match(/[\d.]+/g);
    return { [name]: `rgb(${red},${green},${blue})`, [`${name}-opacity`]: alpha };
  }

  /* An element whose fill and stroke are colours. */
  function draw(tag, { fill = "transparent", stroke = "transparent", ...rest }, ...children) {
    const values = Object.entries({ ...rest, ...paint("fill", fill), ...paint("stroke", stroke) });
    const said = values.map(([name, value]) => [name, typeof value === "number" ? short(value) : value]);
    return el(`svg:${tag}`, Object.fromEntries(said), ...children);
  }

  function svg() {
    const scale = network.getScale();
    const { x, y } = network.DOMtoCanvas({ x: 0, y: 0 });
    const [width, height] = [stage.clientWidth, stage.clientHeight];

    const shape = ({ x: cx, y: cy, radius: r, corners, width: thick, ...ink }) => {
      const points = corners?.map((corner) => corner.map(short).join(",")).join(" ");
      return draw(points ? "polygon" : "circle", { cx, cy, r, points, ...ink, "stroke-width": thick / scale });
    };
    const link = ({ from, to, width: thick, colour: stroke }) =>
      draw("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke, "stroke-width": thick });
    const paper = (node) => {
      const { size, borderWidth, color } = dot(node);
      const transform = `translate(${short(node.x)} ${short(node.y)}) scale(${short(size / 5)})`;
      const ink = { fill: color.background, stroke: color.border, "stroke-width": (borderWidth * 5) / size };
      return draw("path", { d: sitegen.marker.outlines[node.shape], transform, ...ink }, el("svg:title", node.title));
    };
    const text = ({ lines, box, size, weight, colour: fill, halo: stroke }) => {
      const middle = (box[0] + box[2]) / 2;
      const rows = lines.map((row, at) =>
        el("svg:tspan", { x: short(middle), y: short(box[1] + (at + 0.85) * size * 1.2) }, row),
      );
      const look = { "font-size": size, "font-weight": weight, "font-family": colours.font, "text-anchor": "middle" };
      const ink = { fill, stroke, "stroke-width": size * 0.28, "stroke-linejoin": "round", "paint-order": "stroke" };
      return draw("text", { ...look, ...ink }, ...rows);
    };

    const group = (id, parts) => el("svg:g", { id }, ...parts);
    const sheet = el(
      "svg:svg",
      { width, height, viewBox: [x, y, width / scale, height / scale].map(short).join(" ") },
      el("svg:title", document.title),
      draw("rect", { x, y, width: width / scale, height: height / scale, fill: colours.background }),
      group("islands", shapes().filter(({ radius }) => radius).map(shape)),
      group("links", lines.map(link)),
      group("papers", map.nodes.filter((node) => visible(node.id)).map(paper)),
      group("area", shapes().filter(({ corners }) => corners).map(shape)),
      group("names", written().map(text)),
    );
    /* A title may hold what XML forbids even as a reference. */
    const drawn = new XMLSerializer().serializeToString(sheet).replace(/[\x00-\x08\v\f\x0e-\x1f\ufffe\uffff]/g, "");
    const content = `<?xml version="1.0" encoding="UTF-8"?>\n${drawn}\n`;
    sitegen.save("map.svg", "image/svg+xml", content);
  }

  (kind === "png" ? png : svg)();
};
