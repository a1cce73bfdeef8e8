/** The frames of stacks that are not the person's: those of the kernel, of Node and of the library. */
import { readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { attempt } from "../../outputs/attempt";
import type { Stacks } from "../../session/platform/stacks";
import { packageFolder } from "../package";

/** The library's folder; its frames say nothing where the library refuses the user's input. */
const libraryFolder = join(packageFolder, "lib") + sep;
const kernelFolders = ["jupyter", "session"].map((name) => libraryFolder + name + sep);

export const stacks: Stacks = {
  inForm: (stack) => stack,
  isKernelFrame: (line) =>
    /\(node:|\bat (?:async )?node:/.test(line) || kernelFolders.some((folder) => line.includes(folder)),
  // The calls without a position that its generators make stand beside them.
  isLibraryFrame: (line) => line.includes(libraryFolder) || /[\\/]node_modules[\\/]factorlab[\\/]/.test(line),
  textOf: (label) => attempt(() => readFileSync(fileOf(label), "utf8"), undefined),
};

function fileOf(label: string): string {
  return label.startsWith("file:") ? fileURLToPath(label) : label;
}
