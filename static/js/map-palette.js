"use strict";
/* The map's colours come from the style sheet, so that both schemes and a project's own theme hold on the canvas too. */
sitegen.map.palette = (stage, map) => {
  const years = map.nodes.map((node) => node.year).filter(Boolean);
  const [oldest, newest] = [Math.min(...years), Math.max(...years)];
  const roles = ["is-muted", "is-text", "is-background", "is-accent"];
  const [muted, text, background, accent, ...topics] = probe([
    ...roles,
    ...map.topics.map(({ number }) => `topic-${number}`),
  ]);

  /* All at once: to ask for a style after each change would cost as much each time. */
  function probe(classes) {
    const elements = classes.map((name) => sitegen.el(`span.map-probe.${name}`, { hidden: true }));
    stage.append(...elements);
    const colours = elements.map((element) => getComputedStyle(element).color);
    elements.forEach((element) => element.remove());
    return colours;
  }

  const channels = (colour) => colour.match(/[\d.]+/g)?.map(Number);

  function fade(colour, alpha) {
    const rgb = channels(colour);
    return alpha >= 1 || !rgb ? colour : `rgba(${rgb.slice(0, 3).join(", ")}, ${alpha.toFixed(3)})`;
  }

  /* Older papers pale, newer ones strong; those without a year grey. */
  function ofYear(year) {
    if (!year) return fade(muted, 0.35);
    const share = 0.25 + (0.75 * (year - oldest)) / (newest - oldest || 1);
    const [from, to] = [background, accent].map(channels);
    return `rgb(${[0, 1, 2].map((at) => Math.round(from[at] + (to[at] - from[at]) * share)).join(", ")})`;
  }

  const font = getComputedStyle(stage).fontFamily;
  return { topic: (number) => topics[number] ?? muted, ofYear, fade, muted, text, background, accent, font };
};
