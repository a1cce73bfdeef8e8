// Runs before the page is painted, so that nothing changes its colour or place afterwards. It is part of the page's
// HTML, and no module: a page that was opened as a file runs it as well.
(() => {
  const page = document.documentElement;
  let theme = null;
  try {
    theme = localStorage.getItem("factorlab-theme");
  } catch {
    // A browser may refuse all storage: the page then follows the system.
  }
  if (theme !== "light" && theme !== "dark") {
    theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  page.dataset.factorlabTheme = theme;
  page.classList.toggle("embedded", new URLSearchParams(location.search).has("embed"));
  page.classList.toggle("opened-as-file", location.protocol === "file:");
})();
