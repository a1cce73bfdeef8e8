import { toCsv, toLatex, toMarkdown, toNumpy, toSvg, toTypeScript } from "factorlab/view";
import type { Payload } from "factorlab/view";
import { copyText } from "./clipboard";
import { saveAs } from "./download";
import { fileName } from "./file-name";
import { toPng } from "./picture";
import type { FormatId } from "./formats";

/** Saves or copies a payload in one of the menu's formats. */
export async function exportPayload(format: FormatId, payload: Payload): Promise<void> {
  const save = (ending: string, type: string, content: string | Blob): void => {
    saveAs(`${fileName(payload)}.${ending}`, new Blob([content], { type }));
  };
  switch (format) {
    case "export-png":
      save("png", "image/png", await toPng(toSvg(payload)));
      break;
    case "export-svg":
      save("svg", "image/svg+xml", toSvg(payload));
      break;
    case "export-csv":
      // Begins with the mark by which spreadsheets recognize UTF-8.
      save("csv", "text/csv", `\ufeff${toCsv(payload)}`);
      break;
    case "export-json":
      save("factorization.json", "application/json", `${JSON.stringify(payload)}\n`);
      break;
    case "copy-latex":
      await copyText(toLatex(payload), "LaTeX");
      break;
    case "copy-markdown":
      await copyText(toMarkdown(payload), "Markdown");
      break;
    case "copy-numpy":
      await copyText(toNumpy(payload), "NumPy");
      break;
    case "copy-typescript":
      await copyText(toTypeScript(payload), "TypeScript");
      break;
  }
}

/** Writes a payload as TypeScript for a new cell. */
export function toCell(payload: Payload): string {
  return toTypeScript(payload).trimEnd();
}
