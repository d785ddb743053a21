"use strict";
/* On pages of authors, venues, years and keywords: their papers as files, made here from the site's citations. */
(() => {
  const { el, t, formats } = sitegen;
  const place = document.querySelector("[data-downloads]");
  const slugs = () => [
    ...new Set(
      [...document.querySelectorAll("main .papers > li > a.paper-link")].map(
        (link) => /([a-z0-9-]+)\.html$/.exec(link.getAttribute("href"))[1],
      ),
    ),
  ];
  const status = el("span", { class: "note", role: "status" });

  async function save(ending) {
    try {
      const wanted = slugs();
      const cited = await sitegen.citations(wanted);
      const text = formats.texts[ending](wanted.filter((slug) => cited.has(slug)).map((slug) => cited.get(slug)));
      sitegen.save(`${place.dataset.downloads}.${ending}`, `${formats.TYPES[ending]};charset=utf-8`, text);
      status.textContent = "";
    } catch {
      status.textContent = t("js.download-failed");
    }
  }

  for (const [name, ending] of Object.entries({ BibTeX: "bib", RIS: "ris", CSV: "csv" }))
    place.append(el("button", { type: "button", onclick: () => save(ending) }, name), " ");
  place.append(status);
  place.hidden = false;
})();
