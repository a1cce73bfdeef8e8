/** `doctor`: checks the folder that `install` would choose, and what stands in its way there. */
import { join } from "node:path";
import { hasAside } from "./aside";
import { CommandError, isSystemError } from "./errors";
import type { Finding } from "./finding";
import { self } from "./invocation";
import { readManifest } from "./manifest";
import { findObstacles, forceAdvice } from "./obstacles";
import type { Python } from "./python";
import type { System } from "./system";
import { chooseTarget } from "./target";

/** @param named The Python that the user has named. */
export function checkPlace(python: Python | undefined, named: string | undefined, system: System): Finding[] {
  try {
    return checkFolder(chooseTarget({ python: named }, python, system).data);
  } catch (error) {
    if (error instanceof CommandError) return [{ mark: "bad", text: error.message, todo: error.advice }];
    if (isSystemError(error)) return [{ mark: "bad", text: `the place cannot be read: ${error.message}` }];
    throw error;
  }
}

/** What stands in a data folder where Factorlab's folders are to be. */
export function checkFolder(data: string): Finding[] {
  const manifest = readManifest(data);
  const findings = findObstacles(data, manifest).map(({ folder, what }): Finding => ({
    mark: manifest === undefined ? "bad" : "note",
    text: `in the way of an installation: ${join(data, folder)}\n${what}`,
    todo: [forceAdvice],
  }));
  if (!hasAside(data)) return findings;
  const aside = join(data, "factorlab-aside");
  return [...findings, { mark: "note", text: `moved aside: ${aside}\n${self} uninstall brings it back` }];
}
