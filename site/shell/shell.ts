import "./shell.css";
import { startTheme } from "./theme";

/** Starts what all pages have in common. */
export function startShell(): void {
  document.documentElement.classList.add("started");
  startTheme();
}
