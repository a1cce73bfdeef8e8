import { jupyterDisplay } from "factorlab";
import type { Displayable } from "factorlab";
import { PAYLOAD_MIME } from "factorlab/view";

/** As much of a notebook file as the tests write. */
export interface Notebook {
  nbformat: 4;
  nbformat_minor: 5;
  metadata: Record<string, unknown>;
  cells: Record<string, unknown>[];
}

/** A notebook of code cells for a kernel. */
export function notebook(kernel: "factorlab" | "tslab" | "python3", sources: readonly string[]): Notebook {
  return withCells(
    sources.map((source, k) => codeCell(`cell-${k}`, source, [])),
    {
      kernelspec: {
        name: kernel,
        display_name: kernel,
        language: kernel === "python3" ? "python" : "typescript",
      },
    },
  );
}

/** A notebook as a stranger may send it: one output a cell, made by nobody's kernel, under the cell's title. */
export function outputs(payloads: Readonly<Record<string, unknown>>): Notebook {
  const cells = Object.entries(payloads).map(([title, payload], k) =>
    codeCell(`cell-${k}`, `// ${title}`, [
      {
        output_type: "display_data",
        metadata: {},
        data: { "text/plain": "the plain text", [PAYLOAD_MIME]: payload },
      },
    ]),
  );
  return withCells(cells, {
    kernelspec: { name: "factorlab", display_name: "factorlab", language: "typescript" },
  });
}

function withCells(cells: Record<string, unknown>[], metadata: Record<string, unknown>): Notebook {
  return { nbformat: 4, nbformat_minor: 5, metadata, cells };
}

function codeCell(id: string, source: string, outputs: unknown[]): Record<string, unknown> {
  return { cell_type: "code", id, metadata: {}, source, execution_count: null, outputs };
}

/** The payload of what is shown. */
export function payloadOf(shown: Displayable): unknown {
  return shown[jupyterDisplay]()[PAYLOAD_MIME];
}
