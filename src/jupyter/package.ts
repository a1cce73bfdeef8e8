/** The npm package that this file belongs to. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The folder of the package's package.json. */
export const packageFolder: string = resolve(__dirname, "..", "..");

/** Whether pip has installed the package: it lies among the files of the Python package then. */
export function isInPythonPackage(): boolean {
  return existsSync(join(packageFolder, "..", "..", "launch.py"));
}

/** The package's version, from package.json. */
export function packageVersion(): string {
  const text = readFileSync(join(packageFolder, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
