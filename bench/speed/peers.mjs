// Brings the npm packages that are compared with, into a folder of their own; Python's are in the private environment.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npmCommand } from "../../scripts/lib/npm.mjs";
import { home } from "../../scripts/lib/paths.mjs";

/** What benchmarks keep from one run to the next. */
export const benchHome = join(home, "bench");

export const npmFolder = join(benchHome, "npm");

const list = join(import.meta.dirname, "npm");
const FILES = ["package.json", "package-lock.json"];

/** Installs them where they are not there as the list has them. Where that fails, their rows say so. */
export function installNpmPeers() {
  const same = (name) =>
    existsSync(join(npmFolder, name)) &&
    readFileSync(join(npmFolder, name), "utf8") === readFileSync(join(list, name), "utf8");
  const there = existsSync(join(npmFolder, "node_modules", ".package-lock.json"));
  if (there && FILES.every(same)) return;
  mkdirSync(npmFolder, { recursive: true });
  for (const name of FILES) copyFileSync(join(list, name), join(npmFolder, name));
  const [program, ...args] = [
    ...npmCommand(),
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--silent",
  ];
  const { status } = spawnSync(program, args, { cwd: npmFolder, stdio: "inherit", windowsHide: true });
  if (status !== 0)
    console.log("The npm packages to compare with could not be installed: their rows say so.");
}
