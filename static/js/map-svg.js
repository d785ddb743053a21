"use strict";
/* The picture as it stands, as an SVG that any drawing program opens: islands, links, dots, names, nothing that runs. */
sitegen.map.svg = (view, written, nodeLook, edgeLook, meant) => {
  const { map, stage, colours, choice, scene, network, visible } = view;
  const { corners } = sitegen.map.geometry;
  const scale = network.getScale();
  const from = network.DOMtoCanvas({ x: 0, y: 0 });
  const size = [stage.clientWidth, stage.clientHeight];
  const short = (value) => String(Math.round(value * 100) / 100);

  /* Colours with their share of light apart, as SVG 1.1 has it. */
  function paint(name, colour) {
    if (colour === "transparent") return { [name]: "none" };
    const [red, green, blue, alpha = "1"] = colour.match(/[\d.]+/g);
    return { [name]: `rgb(${red},${green},${blue})`, [`${name}-opacity`]: alpha };
  }

  function draw(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes))
      element.setAttribute(key, typeof value === "number" ? short(value) : value);
    element.append(...children);
    return element;
  }

  function island({ x, y, radius, number }) {
    const chosen = number === choice.topic;
    const fill = paint("fill", colours.fade(colours.topic(number), chosen ? 0.2 : 0.09));
    const stroke = paint("stroke", colours.fade(colours.topic(number), chosen ? 0.9 : 0.3));
    return draw("circle", { cx: x, cy: y, r: radius, ...fill, ...stroke, "stroke-width": 1 / scale });
  }

  function area(shape) {
    const points = corners(shape).map((point) => point.map(short).join(","));
    const ink = { ...paint("fill", colours.fade(colours.accent, 0.07)), ...paint("stroke", colours.accent) };
    return draw("polygon", { points: points.join(" "), ...ink, "stroke-width": 1.5 / scale });
  }

  function line(number) {
    const [one, other] = [map.edges[number].from, map.edges[number].to].map((id) => map.nodes[id]);
    const { width, color } = edgeLook(number);
    const ends = { x1: one.x, y1: one.y, x2: other.x, y2: other.y };
    return draw("line", { ...ends, "stroke-width": width, ...paint("stroke", color.color) });
  }

  function dot(node) {
    const { size: radius, borderWidth, color } = nodeLook(node);
    const ink = { ...paint("fill", color.background), ...paint("stroke", color.border), "stroke-width": borderWidth };
    const title = draw("title", {}, node.title);
    if (node.shape === "dot") return draw("circle", { cx: node.x, cy: node.y, r: radius, ...ink }, title);
    const points = sitegen.marker
      .points(node.shape)
      .map(([x, y]) => [node.x + (x * radius) / 5, node.y + (y * radius) / 5].map(short).join(","));
    return draw("polygon", { points: points.join(" "), ...ink }, title);
  }

  function text({ lines, box, size: height, colour, weight }) {
    const x = (box[0] + box[2]) / 2;
    const rows = lines.map((row, at) => draw("tspan", { x, y: box[1] + (at + 0.85) * height * 1.2 }, row));
    const halo = { ...paint("stroke", colours.fade(colours.background, 0.88)), "stroke-width": height * 0.28 };
    const look = { "font-size": height, "font-weight": weight, "font-family": colours.font, "text-anchor": "middle" };
    const ink = { ...paint("fill", colour), ...halo, "stroke-linejoin": "round", "paint-order": "stroke" };
    return draw("text", { ...look, ...ink }, ...rows);
  }

  const group = (id, parts) => draw("g", { id }, ...parts);
  const [width, height] = size.map((pixels) => pixels / scale);
  const ground = draw("rect", { x: from.x, y: from.y, width, height, ...paint("fill", colours.background) });
  const sheet = draw(
    "svg",
    { width: size[0], height: size[1], viewBox: [from.x, from.y, width, height].map(short).join(" ") },
    draw("title", {}, document.title),
    ground,
    group("islands", map.topics.filter((topic) => topic.radius).map(island)),
    group("links", scene.edges.filter(meant).map(line)),
    group("papers", map.nodes.filter((node) => visible(node.id)).map(dot)),
    group("area", choice.area ? [area(choice.area)] : []),
    group("names", written.map(text)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(sheet)}\n`;
};
