"use strict";
/* Stands in every page and frame before its own scripts: what an attack calls is told, and what lies ready to run, too,
   in the page as it was loaded and in all that its scripts put there later. */
(() => {
  const tell = (what) => window.attacked(`${decodeURI(location.pathname).split("/site/").pop()}${location.hash.slice(0, 80)}: ${what}`);
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = (...given) => tell(`called ${name}(${given})`);
  addEventListener("securitypolicyviolation", (event) => tell(`broke the policy: ${event.violatedDirective} ${event.blockedURI}`));
  addEventListener("error", (event) => event.error && tell(`threw ${event.error}`), true);
  const never = "iframe, frame, object, embed, applet, base, style, link[rel=import], meta[http-equiv=refresh i]:not([content$='.html'])";
  const picture = "img, svg image, video, audio, source, input[type=image]";
  const bad = /^(?:javascript|vbscript|data|blob):/i;
  const leads = /^(?:xlink:)?(?:href|src|action|formaction|data|poster|background|srcset|cite|ping)$/;
  const address = (value) => {
    try { return new URL(value, document.baseURI).href; } catch { return ""; /* leads nowhere */ }
  };
  const ready = (element) =>
    element.matches(never) ||
    (element.matches(picture) && !element.closest(".notes, .prose") && !/\/static\//.test(element.src)) ||
    (element.localName === "script" && element.type !== "application/ld+json" &&
      (element.text || !/\/(static|data)\//.test(element.src))) ||
    [...element.attributes].some(({ name, value }) =>
      name.startsWith("on") || (leads.test(name) && bad.test(address(value)) && !element.hasAttribute("download")));
  const look = (element) => {
    if (element.nodeType === Node.ELEMENT_NODE && ready(element)) tell(`has ${element.outerHTML.slice(0, 200)}`);
  };
  const looked = (node) => {
    look(node);
    for (const element of node.querySelectorAll?.("*") ?? []) look(element);
  };
  const changed = ({ type, target, addedNodes }) => (type === "attributes" ? look(target) : addedNodes.forEach(looked));
  if (!document.URL.endsWith("/frames.html"))
    addEventListener("load", () => {
      looked(document);
      new MutationObserver((all) => all.forEach(changed)).observe(document, { attributes: true, childList: true, subtree: true });
    });
})();
