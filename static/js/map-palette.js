"use strict";
/* The map's colours come from the style sheet, so that both schemes and a project's own theme hold on the canvas too. */
sitegen.map.palette = (stage, map) => {
  const years = map.nodes
    .map((node) => node.year)
    .filter(Boolean)
    .sort((a, b) => a - b);
  const roles = ["is-muted", "is-text", "is-background", "is-accent"];
  const [muted, text, background, accent, ...topics] = probe([
    ...roles,
    ...map.topics.map(({ number }) => `topic-${number}`),
  ]);

  /* All at once: to ask for a style after each change would cost as much each time. */
  function probe(classes) {
    const elements = classes.map((name) => sitegen.el("span", { class: `map-probe ${name}`, hidden: true }));
    stage.append(...elements);
    const colours = elements.map((element) => getComputedStyle(element).color);
    elements.forEach((element) => element.remove());
    return colours;
  }

  function fade(colour, alpha) {
    const parts = colour.match(/[\d.]+/g);
    return alpha >= 1 || !parts ? colour : `rgba(${parts[0]}, ${parts[1]}, ${parts[2]}, ${alpha.toFixed(3)})`;
  }

  /* Older papers pale, newer ones strong; those without a year grey. */
  function ofYear(year) {
    if (!year) return fade(muted, 0.35);
    const span = years.at(-1) - years[0] || 1;
    return mix(background, accent, 0.25 + (0.75 * (year - years[0])) / span);
  }

  function mix(from, to, share) {
    const [a, b] = [from, to].map((colour) => colour.match(/[\d.]+/g).map(Number));
    return `rgb(${[0, 1, 2].map((at) => Math.round(a[at] + (b[at] - a[at]) * share)).join(", ")})`;
  }

  const font = getComputedStyle(stage).fontFamily;
  return { topic: (number) => topics[number] ?? muted, ofYear, fade, muted, text, background, accent, font };
};
