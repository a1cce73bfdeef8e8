import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { logo } from "./logo";

/** A kernel.json: how Jupyter starts a kernel and what it calls it. */
export interface KernelSpec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode: "signal" | "message";
}

/**
 * Our kernel's spec. Both paths are absolute: the kernel starts with whatever PATH Jupyter has, on Windows
 * without .cmd files.
 */
export function factorlabSpec(node: string, entry: string): KernelSpec {
  return {
    argv: [node, entry, "{connection_file}"],
    display_name: "TypeScript (Factorlab)",
    language: "typescript",
    // A thread of the kernel's own takes the message, also on Windows, which has no signal that would reach it.
    interrupt_mode: "message",
  };
}

/** Writes a spec and its picture into a folder of its own. */
export function writeSpec(folder: string, spec: KernelSpec): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "kernel.json"), JSON.stringify(spec, null, 2) + "\n");
  writeFileSync(join(folder, "logo-svg.svg"), logo);
}
