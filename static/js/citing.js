"use strict";
/* How papers are cited, and what the reader takes away: lines and files. */

/* FNV-1a of a slug, as generator/emitters/citing.py has it: it says which of several files holds the paper. */
sitegen.hash = (slug) => {
  let value = 0x811c9dc5;
  for (const char of slug) value = Math.imul(value ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return value;
};

/* slug -> {bibtex, ris, csl} of those papers that the site has. */
sitegen.citations = async (slugs) => {
  const { files } = await sitegen.load("cite");
  const shelves = [...new Set(slugs.map((slug) => sitegen.hash(slug) % files))];
  const found = Object.assign({}, ...(await Promise.all(shelves.map((shelf) => sitegen.load(`cite/${shelf}`)))));
  return new Map(slugs.filter((slug) => Object.hasOwn(found, slug)).map((slug) => [slug, whole(found[slug])]));

  /* The abstract is there once: a mark says where it stands. */
  function whole({ bibtex, ris, csl }) {
    const put = (text) => text.replace("\0", () => csl.abstract);
    return { bibtex: put(bibtex), ris: put(ris), csl };
  }
};

/* Give the reader a file, made here. */
sitegen.save = (name, type, content) => {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = sitegen.el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

/* The browser may refuse the clipboard, on pages from disk for one: then the line stands selected. */
sitegen.copy = async (code, status) => {
  try {
    await navigator.clipboard.writeText(code.textContent);
    status.textContent = sitegen.t("mend.copied");
  } catch {
    getSelection().selectAllChildren(code);
    status.textContent = sitegen.t("mend.selected");
  }
};
