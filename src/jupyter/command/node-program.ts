/** Which Node a kernel spec names: one that is still there tomorrow. */
import { existsSync, realpathSync } from "node:fs";
import { CommandError } from "./errors";
import { pathsOf, type System } from "./system";

/** Caches of package runners (npx, pnpm dlx, bunx): what is run from there vanishes without a word. */
export function isInCache(path: string): boolean {
  return path.split(/[\\/]/).some((part) => part === "_npx" || part === "dlx" || part.startsWith("bunx-"));
}

/**
 * A lasting path of the running Node.
 * @throws CommandError when it runs from a cache and there is no other.
 */
export function lastingNode(running: string, system: System): string {
  // Homebrew deletes the folder of a version at the next upgrade, and keeps a link to the current one.
  const brew = /^(.*)\/Cellar\/([^/]+)\/[^/]+\/(bin\/node)$/.exec(running);
  const link = brew && `${brew[1]}/opt/${brew[2]}/${brew[3]}`;
  if (link && existsSync(link)) return link;
  if (!isInCache(running)) return running;
  const other = nodesOnPath(system).find((file) => !isInCache(file));
  if (other !== undefined) return other;
  throw new CommandError(
    `This Node runs from a cache (${running}), which may be emptied; the kernel would vanish with it.`,
    ["Install Node from https://nodejs.org, then type the same again."],
    { argument: "node", actual: running, expected: "an installed Node" },
  );
}

function nodesOnPath(system: System): string[] {
  const paths = pathsOf(system);
  const name = system.platform === "win32" ? "node.exe" : "node";
  const folders = (system.env.PATH ?? system.env.Path ?? "")
    .split(paths.delimiter)
    .filter((folder) => folder !== "");
  return folders
    .map((folder) => paths.join(folder, name))
    .filter((file) => existsSync(file))
    .map((file) => realpathSync(file));
}
