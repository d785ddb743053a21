"use strict";
/* The reader's choice of light or dark, made before the page is drawn: it never flashes in the other one. */
(() => {
  const page = document.documentElement;
  const key = `${page.dataset.site}:theme`;
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

  /* Storage may be refused: then the system's choice stands, and the reader's lasts for this page. */
  const stored = (use) => {
    try {
      return use(localStorage);
    } catch {
      return null;
    }
  };

  const chosen = stored((storage) => storage.getItem(key));
  if (chosen === "light" || chosen === "dark") page.dataset.theme = chosen;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-toggle]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = page.dataset.theme ? page.dataset.theme === "dark" : systemIsDark.matches;
      page.dataset.theme = dark ? "light" : "dark";
      stored((storage) => storage.setItem(key, page.dataset.theme));
    });
  });
})();
