"use strict";
/* The reader's choice of light or dark. Runs before the page is drawn, so that it never flashes in the other one. */
(() => {
  const page = document.documentElement;
  const key = `${page.dataset.site}:theme`;

  const stored = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage may be refused; the system's choice then stands.
    }
  };

  const store = (theme) => {
    try {
      localStorage.setItem(key, theme);
    } catch {
      // The choice then lasts for this page.
    }
  };

  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const current = () => page.dataset.theme ?? (systemIsDark.matches ? "dark" : "light");

  const chosen = stored();
  if (chosen === "light" || chosen === "dark") page.dataset.theme = chosen;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-toggle]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      page.dataset.theme = current() === "dark" ? "light" : "dark";
      store(page.dataset.theme);
      document.dispatchEvent(new CustomEvent("themechange"));
    });
  });
})();
