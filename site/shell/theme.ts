/** The theme of the page: the system's, until a person chooses one. */

const KEY = "factorlab-theme";

type PageTheme = "light" | "dark";

const listeners = new Set<() => void>();

export function pageTheme(): PageTheme {
  return document.documentElement.dataset["factorlabTheme"] === "dark" ? "dark" : "light";
}

/** Calls `listener` after each change of theme. @returns a function that ends it */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Makes the button in the header work, and follows the system until it is pressed. */
export function startTheme(): void {
  const button = document.querySelector<HTMLButtonElement>(".theme-switch");
  const show = (theme: PageTheme): void => {
    document.documentElement.dataset["factorlabTheme"] = theme;
    button?.setAttribute("aria-pressed", String(theme === "dark"));
    listeners.forEach((each) => each());
  };
  if (button) button.hidden = false;
  show(pageTheme());
  button?.addEventListener("click", () => {
    const theme = pageTheme() === "dark" ? "light" : "dark";
    remember(theme);
    show(theme);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", ({ matches }) => {
    if (remembered() === null) show(matches ? "dark" : "light");
  });
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(theme: PageTheme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Private windows may refuse storage: the choice then holds until the page is left.
  }
}
