import type { Palette, Theme } from "factorlab/view";

/** How a person wants to see numbers and colours: JupyterLab's theme, and the settings of this extension. */
export interface Preferences {
  theme: Theme;
  /** Whether the theme is one of high contrast. */
  highContrast: boolean;
  /** Decimals in cells, or null for as many as show the numbers well. */
  digits: number | null;
  palette: PaletteName;
  /** Whether anything moves by itself: off where the system asks for less motion. */
  animate: boolean;
  /** What a new experiment in the playground starts with. */
  defaults: { features: number; learningRate: number; iterations: number; seed: number };
}

export type PaletteName = Palette;

type StoredPreferences = Omit<Preferences, "theme" | "highContrast">;

/** JupyterLab marks its theme on the body, whichever page shows the output. */
const MARKS = ["data-jp-theme-name", "data-jp-theme-light"];

/** What the system asks for. */
const LESS_MOTION = "(prefers-reduced-motion: reduce)";
const MORE_CONTRAST = "(prefers-contrast: more)";

const listeners = new Set<() => void>();
let stopWatching: (() => void) | null = null;

let storedPreferences: StoredPreferences = {
  digits: null,
  palette: "blue",
  animate: true,
  defaults: { features: 2, learningRate: 0.1, iterations: 700, seed: 7 },
};

export function preferences(): Preferences {
  const { jpThemeLight, jpThemeName = "" } = document.body.dataset;
  const still = matchMedia(LESS_MOTION).matches;
  return {
    ...storedPreferences,
    animate: storedPreferences.animate && !still,
    theme: jpThemeLight === "false" ? "dark" : "light",
    highContrast: jpThemeName.includes("High Contrast") || matchMedia(MORE_CONTRAST).matches,
  };
}

/** What the settings editor says; the plugin that reads it calls this. */
export function changeSettings(changed: Partial<StoredPreferences>): void {
  storedPreferences = { ...storedPreferences, ...changed };
  announce();
}

/** Tells every view to draw itself again: also after a change of language. */
export function announce(): void {
  listeners.forEach((each) => each());
}

/**
 * Calls `listener` after each change of theme, settings, language or of what the system asks for, until the function
 * it returns is called.
 */
export function onPreferencesChange(listener: () => void): () => void {
  listeners.add(listener);
  stopWatching ??= watchPage();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stopWatching?.();
    stopWatching = null;
  };
}

/** Watches the page and the system for as long as anybody listens. */
function watchPage(): () => void {
  const observer = new MutationObserver(announce);
  observer.observe(document.body, { attributeFilter: MARKS });
  const wishes = [LESS_MOTION, MORE_CONTRAST].map((query) => matchMedia(query));
  for (const wish of wishes) wish.addEventListener("change", announce);
  return () => {
    observer.disconnect();
    for (const wish of wishes) wish.removeEventListener("change", announce);
  };
}
