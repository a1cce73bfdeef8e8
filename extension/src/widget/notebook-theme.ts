import type { Theme } from "factorlab/view";
import type { ThemeSource } from "../host/theme";

const DARK = "(prefers-color-scheme: dark)";
/** The luminance between what counts as a dark and as a light background, of 255. */
const MIDDLE = 128;
/** Milliseconds after a change of the page's attributes, within which its colours have followed. */
const SETTLES = 300;

/**
 * The theme of a page that somebody else made: whether the nearest background behind a view is dark. Notebooks mark
 * their themes in ways of their own, but each shows it.
 * @param root a view on the page; null while there is none.
 */
export function notebookTheme(root: () => Element | null): ThemeSource {
  return {
    theme: () => themeBehind(root()),
    highContrast: () =>
      /high.?contrast/i.test(`${document.body.dataset.jpThemeName} ${document.body.className}`),
    watch(listener) {
      let timer = 0;
      const later = (): void => {
        listener();
        clearTimeout(timer);
        timer = window.setTimeout(listener, SETTLES);
      };
      const observer = new MutationObserver(later);
      for (const node of [document.documentElement, document.body])
        observer.observe(node, { attributes: true });
      const system = matchMedia(DARK);
      system.addEventListener("change", later);
      return () => {
        observer.disconnect();
        system.removeEventListener("change", later);
        clearTimeout(timer);
      };
    },
  };
}

function themeBehind(root: Element | null): Theme {
  for (let node = root && around(root); node; node = around(node)) {
    const luminance = luminanceOf(getComputedStyle(node).backgroundColor);
    if (luminance !== null) return luminance < MIDDLE ? "dark" : "light";
  }
  const { jpThemeLight } = document.body.dataset;
  if (jpThemeLight !== undefined) return jpThemeLight === "false" ? "dark" : "light";
  return matchMedia(DARK).matches && getComputedStyle(document.documentElement).colorScheme.includes("dark")
    ? "dark"
    : "light";
}

/** The element around another one, also across the border of a shadow tree. */
function around(node: Element): Element | null {
  if (node.parentElement) return node.parentElement;
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** From 0 to 255; null where the colour is more transparent than not. */
function luminanceOf(colour: string): number | null {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return null;
  // The canvas reads all ways in which browsers write colours.
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, opacity] = context.getImageData(0, 0, 1, 1).data;
  return opacity < MIDDLE ? null : (0.2126 * red + 0.7152 * green + 0.0722 * blue) * (255 / opacity);
}
