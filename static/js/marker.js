"use strict";
/* A topic's marker, the same shape wherever the topic is named as its papers have on the map. */
sitegen.marker = (() => {
  const corners = {
    triangle: [3, -90, 1.22],
    triangleDown: [3, 90, 1.22],
    diamond: [4, -90, 1.18],
    hexagon: [6, 0, 1.06],
  };
  const svg = (name, attributes, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
  };

  function points(shape) {
    const at = (radius, degrees) => {
      const angle = (degrees * Math.PI) / 180;
      return `${(radius * Math.cos(angle)).toFixed(2)},${(radius * Math.sin(angle)).toFixed(2)}`;
    };
    if (shape === "star") return Array.from({ length: 10 }, (_, i) => at(i % 2 ? 2.9 : 6.2, -90 + 36 * i));
    const [count, start, grow] = corners[shape];
    return Array.from({ length: count }, (_, i) => at(5 * grow, start + (360 * i) / count));
  }

  function outline(shape) {
    if (shape === "dot") return svg("circle", { r: 5 });
    if (shape === "square") return svg("rect", { x: -4.4, y: -4.4, width: 8.8, height: 8.8 });
    return svg("polygon", { points: points(shape).join(" ") });
  }

  return ({ number, shape }) =>
    svg(
      "svg",
      { class: `marker topic-${number}`, viewBox: "-6.5 -6.5 13 13", width: 14, height: 14, "aria-hidden": "true" },
      outline(shape),
    );
})();
