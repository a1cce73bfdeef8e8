import { t } from "../words";

/** The formats of exports and copies, in the order of menus, each with its label. */
export const FORMATS = {
  "export-png": () => t("Export as PNG"),
  "export-svg": () => t("Export as SVG"),
  "export-csv": () => t("Export as CSV"),
  "export-json": () => t("Export as JSON"),
  "copy-latex": () => t("Copy as LaTeX"),
  "copy-markdown": () => t("Copy as Markdown"),
  "copy-numpy": () => t("Copy as NumPy"),
  "copy-typescript": () => t("Copy as TypeScript"),
} as const;

export type FormatId = keyof typeof FORMATS;

export const FORMAT_IDS = Object.keys(FORMATS) as FormatId[];

/** The first format that is copied, not saved: menus draw a line before it. */
export const FIRST_COPY: FormatId = "copy-latex";
