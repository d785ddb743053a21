"use strict";
/* A topic's marker, the same shape wherever the topic is named as its papers have on the map. */
sitegen.marker = ({ number, shape }) => {
  const svg = (name, attributes, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
  };
  const points = () =>
    sitegen.marker
      .points(shape)
      .map((point) => point.map((value) => value.toFixed(2)).join(","))
      .join(" ");
  const outline = shape === "dot" ? svg("circle", { r: 5 }) : svg("polygon", { points: points() });
  const box = { viewBox: "-6.5 -6.5 13 13", width: 14, height: 14, "aria-hidden": "true" };
  return svg("svg", { class: `marker topic-${number}`, ...box }, outline);
};

/* The corners [x, y] of a shape about as heavy for the eye as a circle of radius 5. */
sitegen.marker.points = (shape) => {
  const at = (radius, degrees) => {
    const angle = (degrees * Math.PI) / 180;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  };
  if (shape === "star") return Array.from({ length: 10 }, (_, i) => at(i % 2 ? 2.9 : 6.2, -90 + 36 * i));
  const [count, start, radius] = {
    square: [4, 45, 6.2],
    triangle: [3, -90, 6.1],
    triangleDown: [3, 90, 6.1],
    diamond: [4, -90, 5.9],
    hexagon: [6, 0, 5.3],
  }[shape];
  return Array.from({ length: count }, (_, i) => at(radius, start + (360 * i) / count));
};
