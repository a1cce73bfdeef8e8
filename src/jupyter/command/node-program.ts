/** Chooses the Node for a kernel spec: one that will not be removed soon. */
import { existsSync, realpathSync } from "node:fs";
import { CommandError } from "./errors";
import { pathsOf, type System } from "./system";

/** Whether a path is in the cache of a package runner (npx, pnpm dlx, bunx), which may be emptied at any time. */
export function isInCache(path: string): boolean {
  return path.split(/[\\/]/).some((part) => part === "_npx" || part === "dlx" || part.startsWith("bunx-"));
}

/**
 * A lasting path of the running Node.
 * @throws CommandError when it runs from a cache and there is no other Node.
 */
export function lastingNode(running: string, system: System): string {
  // Homebrew deletes the folder of a version at the next upgrade, and keeps a link to the current version.
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
