/** Shows Node's warnings in the output of the cell that caused them, with the lines that did. */

interface NodeWarning extends Error {
  code?: unknown;
  detail?: unknown;
}

/** Takes the place of Node's own listener, which only says how Node would have to be started to show the lines. */
export function showWarnings(): void {
  const standard = process.listeners("warning").find(({ name }) => name === "onWarning");
  if (standard === undefined) return; // Node was started with `--no-warnings`.
  process.off("warning", standard);
  process.on("warning", (warning: NodeWarning) => {
    const { code, detail, stack } = warning;
    const lines = [`${typeof code === "string" ? `[${code}] ` : ""}${stack ?? String(warning)}`];
    if (typeof detail === "string") lines.push(detail);
    process.stderr.write(`${lines.join("\n")}\n`);
  });
}
