import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { logo } from "./logo";

/** The content of a kernel.json: how Jupyter starts a kernel, and its name. */
export interface KernelSpec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode: "signal" | "message";
}

/**
 * The spec of the Factorlab kernel. Both paths are absolute, because the kernel must start with any PATH, and on
 * Windows without .cmd files.
 */
export function factorlabSpec(node: string, entry: string): KernelSpec {
  return specOf(node, entry);
}

/** The spec in a wheel, which knows neither path: Jupyter puts its own Python for `python`, and that finds the rest. */
export function pipSpec(): KernelSpec {
  return specOf("python", "-m", "factorlab.launch");
}

/** @param command What starts the kernel with a connection file. */
function specOf(...command: string[]): KernelSpec {
  return {
    argv: [...command, "{connection_file}"],
    display_name: "TypeScript (Factorlab)",
    language: "typescript",
    // The control thread receives the message, also on Windows, where no signal would reach the kernel.
    interrupt_mode: "message",
  };
}

/** Writes a spec and its logo into a folder of their own. */
export function writeSpec(folder: string, spec: KernelSpec, picture: string = logo): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "kernel.json"), JSON.stringify(spec, null, 2) + "\n");
  writeFileSync(join(folder, "logo-svg.svg"), picture);
}
