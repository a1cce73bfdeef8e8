import { toCsv, toLatex, toMarkdown, toNumpy, toSvg, toTypeScript } from "factorlab/view";
import type { Payload } from "factorlab/view";
import { copyText } from "./clipboard";
import { saveAs } from "./download";
import { fileName } from "./file-name";
import { toPng } from "./picture";
import type { WayId } from "./ways";

/** Takes a payload along in one of the ways of the menu. */
export async function takeAlong(way: WayId, payload: Payload): Promise<void> {
  const save = (ending: string, type: string, content: string | Blob): void => {
    saveAs(`${fileName(payload)}.${ending}`, new Blob([content], { type }));
  };
  switch (way) {
    case "export-png":
      save("png", "image/png", await toPng(toSvg(payload)));
      break;
    case "export-svg":
      save("svg", "image/svg+xml", toSvg(payload));
      break;
    case "export-csv":
      // With the mark by which spreadsheets know that it is UTF-8.
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

/** A payload as the TypeScript of a new cell. */
export function toCell(payload: Payload): string {
  return toTypeScript(payload).trimEnd();
}
