/** `factorlab lab --uninstall`: removes the environment that `factorlab lab` has made. */
import { readdirSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { CommandError, withFiles } from "../errors";
import type { System } from "../system";
import type { Terminal } from "../terminal";
import { environmentsIn, ownFolder, remove, removeNote } from "./own-folder";

/** @throws CommandError where there is none, or it cannot be removed. */
export function removeEnvironment(terminal: Terminal, system: System): number {
  const folder = ownFolder(system);
  const names = environmentsIn(folder);
  withFiles("removed from", folder, ["End the JupyterLab that runs, and type the same again."], () => {
    // First, so that a half-removed environment does not count.
    const wasThere = removeNote(folder);
    if (!wasThere && names.length === 0)
      throw new CommandError(`Factorlab has made no environment in ${folder}`);
    for (const name of names) remove(join(folder, name));
    for (const path of [folder, dirname(folder)]) if (readdirSync(path).length === 0) rmdirSync(path);
  });
  terminal.say(`Factorlab's own environment is removed from ${folder}`);
  terminal.say("Your notebooks stay, wherever they are.");
  return 0;
}
