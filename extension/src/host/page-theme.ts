import type { Theme } from "factorlab/view";
import type { ThemeSource } from "./theme";

/** The attribute of the page's root, or of a view's node, that the stylesheet goes by. */
export const THEME_MARK = "data-factorlab-theme";

const DARK = "(prefers-color-scheme: dark)";

/** The theme of a page of our own: that of the system, until the page says another one. */
export function pageTheme(): ThemeSource & { choose(theme: Theme | "system"): void } {
  const root = document.documentElement;
  const system = matchMedia(DARK);
  let chosen: Theme | "system" = "system";
  const mark = (): void => {
    const theme = chosen === "system" ? (system.matches ? "dark" : "light") : chosen;
    if (root.getAttribute(THEME_MARK) !== theme) root.setAttribute(THEME_MARK, theme);
  };
  mark();
  system.addEventListener("change", mark);
  return {
    theme: () => (root.getAttribute(THEME_MARK) === "dark" ? "dark" : "light"),
    highContrast: () => false,
    watch(listener) {
      const observer = new MutationObserver(listener);
      observer.observe(root, { attributeFilter: [THEME_MARK] });
      return () => observer.disconnect();
    },
    choose(theme) {
      chosen = theme;
      mark();
    },
  };
}
