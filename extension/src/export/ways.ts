import { t } from "../words";

/** The ways to take along what a view shows, in the order of menus, each with what menus call it. */
export const WAYS = {
  "export-png": () => t("Export as PNG"),
  "export-svg": () => t("Export as SVG"),
  "export-csv": () => t("Export as CSV"),
  "export-json": () => t("Export as JSON"),
  "copy-latex": () => t("Copy as LaTeX"),
  "copy-markdown": () => t("Copy as Markdown"),
  "copy-numpy": () => t("Copy as NumPy"),
  "copy-typescript": () => t("Copy as TypeScript"),
} as const;

export type WayId = keyof typeof WAYS;

export const WAY_IDS = Object.keys(WAYS) as WayId[];

/** The first of the ways that copy: a menu draws a line before it. */
export const FIRST_COPY: WayId = "copy-latex";
