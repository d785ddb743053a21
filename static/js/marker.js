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
  dot: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
  square: "M-4.4 -4.4h8.8v8.8h-8.8z",
  triangle: "M0 -6.1L5.3 3L-5.3 3z",
  triangleDown: "M0 6.1L-5.3 -3.1L5.3 -3.1z",
  diamond: "M0 -5.9L5.9 0L0 5.9L-5.9 0z",
  star: "M0 -6.2L1.7 -2.3L5.9 -1.9L2.8 0.9L3.7 5.1L0 2.9L-3.7 5.1L-2.8 0.9L-5.9 -1.9L-1.7 -2.3z",
  hexagon: "M5.3 0L2.7 4.6L-2.6 4.6L-5.3 0L-2.7 -4.6L2.7 -4.6z",
};
