"use strict";
/* What someone does with the form of filters. Its fields have the names of the address's parts, and are read like it. */
sitegen.map.form = (map, states, { go }) => {
  const { el, t } = sitegen;
  const { part, nothing } = sitegen.map;
  const own = map.nodes.filter((node) => !node.far);
  /* The names that a field offers. */
  const listed = {
    keyword: own.flatMap((node) => node.keywords).map((at) => map.keywords[at][0]),
    author: [...states.known.author.values()],
  };
  const boxes = [...document.querySelectorAll("#map-topics input")];

  const heard = {
    focusin: (field) => field.name in listed && offer(field),
    input: sitegen.calmly((field) => field.name && typed(field, false), 120),
    change: (field) => typed(field, true),
    click: (target) => aim(target.closest(".map-aim")?.value),
  };

  /* Names are put into a field's list when it is first gone to. */
  function offer(field) {
    const names = [...new Set(listed[field.name])].sort((a, b) => a.localeCompare(b));
    if (!field.list.children.length) field.list.append(...names.map((value) => el("option", { value })));
  }

  function typed(field, whole) {
    if (field.name in listed) check(field, whole);
    if (!field.name) return go({ off: new Set(boxes.filter((box) => !box.checked).map((box) => Number(box.value))) });
    const given = field.type === "checkbox" && !field.checked ? "" : field.value;
    return go(Object.fromEntries(states.part(field.name, given)));
  }

  /* Say so when what stands in a field is no such name, and will be none however it goes on. */
  function check(field, whole) {
    const [text, names] = [field.value.trim().toLowerCase(), states.known[field.name]];
    const known = !text || names.has(text) || (!whole && [...names.keys()].some((name) => name.includes(text)));
    field.setAttribute("aria-invalid", String(!known));
    part(`${field.name}-note`).textContent = known ? "" : t(`map.no_${field.name}`);
  }

  function aim(topic) {
    if (topic) go({ ...nothing, [map.kind ? "paper" : "topic"]: Number(topic) }, true);
  }

  return (kind, target) => heard[kind](target);
};
