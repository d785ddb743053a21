"use strict";
/* A topic's marker, the same wherever the topic is named as its papers have on the map. */
sitegen.marker = ({ number, shape }) =>
  sitegen.el(
    "svg:svg",
    { class: `marker topic-${number}`, viewBox: "-6 -6 12 12", width: 14, height: 14, "aria-hidden": "true" },
    sitegen.el("svg:path", { d: sitegen.marker.outlines[shape] }),
  );

/* As generator/drawing/shapes.py draws them: about as heavy for the eye as a circle of radius 5. */
sitegen.marker.outlines = {
  dot: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
  square: "M-4.4-4.4h8.8v8.8h-8.8z",
  triangle: "M0-6.1 5.3 3-5.3 3z",
  triangleDown: "M0 6.1-5.3-3.1 5.3-3.1z",
  diamond: "M0-5.9 5.9 0 0 5.9-5.9 0z",
  star: "M0-6.2 1.7-2.3 5.9-1.9 2.8 0.9 3.7 5.1 0 2.9-3.7 5.1-2.8 0.9-5.9-1.9-1.7-2.3z",
  hexagon: "M5.3 0 2.7 4.6-2.6 4.6-5.3 0-2.7-4.6 2.7-4.6z",
};
