"use strict";
/* Stands in every page and frame before its own scripts: what an attack calls is told, and what lies ready to run, too. */
(() => {
  const tell = (what) => window.attacked(`${decodeURI(location.pathname).split("/site/").pop()}${location.hash.slice(0, 80)}: ${what}`);
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = (...given) => tell(`called ${name}(${given})`);
  addEventListener("error", (event) => event.error && tell(`threw ${event.error}`), true);
  const never = "iframe, frame, object, embed, applet, base, style, link[rel=import], meta[http-equiv=refresh i]:not([content$='.html'])";
  const bad = /^(?:javascript|vbscript|data|blob):/i;
  const said = (element) => element.outerHTML.slice(0, 200);
  window.looked = (where = document) => {
    for (const element of where.querySelectorAll(never)) tell(`has ${said(element)}`);
    for (const element of where.querySelectorAll("img, svg image, video, audio, source, input[type=image]"))
      if (!element.closest(".notes, .prose") && !/\/static\//.test(element.src)) tell(`has ${said(element)}`);
    for (const element of where.querySelectorAll("script"))
      if (element.type !== "application/ld+json" && (element.text || !/\/(static|data)\//.test(element.src))) tell(`has ${said(element)}`);
    for (const element of where.querySelectorAll("*"))
      for (const { name, value } of element.attributes) {
        if (name.startsWith("on")) tell(`has ${said(element)}`);
        if (!/^(?:xlink:)?(?:href|src|action|formaction|data|poster|background|srcset|cite|ping)$/.test(name)) continue;
        let address = "";
        try { address = new URL(value, document.baseURI).href; } catch { /* leads nowhere */ }
        if (bad.test(address) && !element.hasAttribute("download")) tell(`leads to ${said(element)}`);
      }
  };
  if (window.top !== window) addEventListener("load", () => window.looked());
})();
