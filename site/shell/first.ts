// Runs before the page is painted, so that nothing changes its colour or place afterwards. It is part of the page's
// HTML, and no module: a page that was opened as a file runs it as well.
(() => {
  const page = document.documentElement;
  const asked = new URLSearchParams(location.search);
  // A page that embeds this one says how it looks itself.
  let theme = asked.get("theme");
  try {
    theme ??= localStorage.getItem("factorlab-theme");
  } catch {
    // A browser may refuse all storage: the page then follows the system.
  }
  if (theme !== "light" && theme !== "dark") {
    theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  page.dataset.factorlabTheme = theme;
  page.classList.add("scripted");
  page.classList.toggle("embedded", asked.has("embed"));
  page.classList.toggle("opened-as-file", location.protocol === "file:");
  // A script that does not load or that this browser cannot run is said, instead of a page that waits without end.
  const failed = (): void => void page.classList.toggle("failed", !page.classList.contains("started"));
  addEventListener("error", failed, true);
  if (!("noModule" in HTMLScriptElement.prototype)) failed();
})();
