/** Installs for this repository's own set-up and tests; users have the command `factorlab install`. */
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { packageFolder } from "./package";
import { ValueError } from "../errors";
import { factorlabSpec, writeSpec } from "./command/kernel-spec";
import { plainLogo } from "./command/logo";
import { extensionFolder, kernelEntry } from "./command/own-package";
import { putInto, type Installed } from "./command/put";

/**
 * Writes the kernel specs `factorlab`, which runs from this folder, and `tslab`, the stock kernel, for comparison.
 * @param prefix The environment's `sys.prefix`.
 * @returns The two folders.
 * @throws ValueError when the prefix or a part of the kernel is missing.
 */
export function installKernels(prefix: string): string[] {
  const folder = join(dataFolder(prefix), "kernels", "factorlab");
  const entry = kernelEntry();
  if (!existsSync(entry)) throw missingProgram("kernel", entry, "the built kernel; build the project first");
  writeSpec(folder, factorlabSpec(process.execPath, entry));
  return [folder, installStockKernel(prefix)];
}

/** Writes the spec of stock tslab. @throws ValueError when the prefix or tslab is missing. */
export function installStockKernel(prefix: string): string {
  const folder = join(dataFolder(prefix), "kernels", "tslab");
  const spec = {
    ...factorlabSpec(process.execPath, tslabEntry()),
    // Told apart at a glance, and listed behind ours: launchers and menus go by the alphabet.
    display_name: "Unchanged tslab",
    interrupt_mode: "signal" as const,
  };
  spec.argv.splice(2, 0, "kernel", "--config-path");
  writeSpec(folder, spec, plainLogo);
  return folder;
}

/**
 * Installs kernel and extension into an environment, to be run from this checkout.
 * @param extension The built extension.
 * @throws ValueError when the prefix is missing; FilesError when files cannot be written.
 */
export function installFromCheckout(prefix: string, extension: string = extensionFolder()): Installed {
  const source = { package: packageFolder, extension, node: process.execPath, copy: false };
  return putInto(dataFolder(prefix), source);
}

function dataFolder(prefix: string): string {
  const isFolder = typeof prefix === "string" && statSync(prefix, { throwIfNoEntry: false })?.isDirectory();
  if (!isFolder) throw missingProgram("prefix", prefix, "an existing folder");
  return join(resolve(prefix), "share", "jupyter");
}

function tslabEntry(): string {
  try {
    return createRequire(__filename).resolve("tslab/bin/tslab");
  } catch {
    throw missingProgram("tslab", packageFolder, "the npm package tslab beside it");
  }
}

function missingProgram(argument: string, actual: string, expected: string): ValueError {
  return new ValueError(`${argument}: ${actual} is not there, expected ${expected}`, {
    argument,
    actual,
    expected,
  });
}
