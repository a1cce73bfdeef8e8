import type { ThemeSource } from "../host/theme";

/** The body's attributes that name JupyterLab's theme, on whichever page shows the output. */
const MARKS = ["data-jp-theme-name", "data-jp-theme-light"];

/** JupyterLab's theme. */
export const labTheme: ThemeSource = {
  theme: () => (document.body.dataset.jpThemeLight === "false" ? "dark" : "light"),
  highContrast: () => (document.body.dataset.jpThemeName ?? "").includes("High Contrast"),
  watch(listener) {
    const observer = new MutationObserver(listener);
    observer.observe(document.body, { attributeFilter: MARKS });
    return () => observer.disconnect();
  },
};
