import type { Theme } from "factorlab/view";

/** What a host's surroundings look like, and when that changes. */
export interface ThemeSource {
  theme(): Theme;
  /** Whether the theme is one of high contrast; what the system asks for comes on top. */
  highContrast(): boolean;
  /** Calls `listener` after each change. @returns a function that stops it. */
  watch(listener: () => void): () => void;
}
