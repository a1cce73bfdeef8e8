import type { Palette, Theme } from "factorlab/view";
import { host } from "./host/host";

/** How numbers and colours are shown: the host's theme, and a person's settings. */
export interface Preferences {
  theme: Theme;
  /** Whether the theme or the system asks for high contrast. */
  highContrast: boolean;
  /** Whether the system has colours of its own for everything. */
  forcedColours: boolean;
  /** Decimals in cells, or null to choose them by the numbers. */
  digits: number | null;
  palette: PaletteName;
  /** Whether anything moves by itself; off if the system asks for less motion. */
  animate: boolean;
  /** The options of a new experiment in the playground. */
  defaults: { features: number; learningRate: number; iterations: number; seed: number };
}

export type PaletteName = Palette;

type StoredPreferences = Omit<Preferences, "theme" | "highContrast" | "forcedColours">;

/** Media queries for what the system asks for. */
const LESS_MOTION = "(prefers-reduced-motion: reduce)";
const MORE_CONTRAST = "(prefers-contrast: more)";
const FORCED_COLOURS = "(forced-colors: active)";

const listeners = new Set<() => void>();
let stopWatching: (() => void) | null = null;

let storedPreferences: StoredPreferences = {
  digits: null,
  palette: "blue",
  animate: true,
  defaults: { features: 2, learningRate: 0.1, iterations: 700, seed: 7 },
};

export function preferences(): Preferences {
  const { theme } = host();
  const still = matchMedia(LESS_MOTION).matches;
  return {
    ...storedPreferences,
    animate: storedPreferences.animate && !still,
    theme: theme.theme(),
    highContrast: theme.highContrast() || matchMedia(MORE_CONTRAST).matches,
    forcedColours: matchMedia(FORCED_COLOURS).matches,
  };
}

/** Takes changed settings. */
export function changeSettings(changed: Partial<StoredPreferences>): void {
  storedPreferences = { ...storedPreferences, ...changed };
  announce();
}

/** Tells every view to draw itself again, also after a change of language. */
export function announce(): void {
  listeners.forEach((each) => each());
}

/**
 * Calls `listener` after each change of theme, settings, language or system preferences, until the function that it
 * returns is called.
 */
export function onPreferencesChange(listener: () => void): () => void {
  listeners.add(listener);
  stopWatching ??= watchLook();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stopWatching?.();
    stopWatching = null;
  };
}

/** Watches the host's theme and the system. @returns a function that stops watching. */
function watchLook(): () => void {
  const unwatch = host().theme.watch(announce);
  const queries = [LESS_MOTION, MORE_CONTRAST, FORCED_COLOURS].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", announce);
  return () => {
    unwatch();
    for (const query of queries) query.removeEventListener("change", announce);
  };
}
