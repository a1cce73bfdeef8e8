import { nodeModule } from "./node";
import { onDisk, PURPOSE } from "./on-disk";
import { checkPath, fileError, homeAdvice } from "./path";

/**
 * Makes a folder, and those on the way to it, where there are none.
 * @throws FileError where it cannot be made, and for "~" where there is no such folder: it would be made here, and only
 * a shell takes it for the folder of the person.
 */
export function makeFolder(path: string): void {
  checkPath(path);
  const [first] = /^~[^/\\]*/.exec(path) ?? [];
  if (first !== undefined && !nodeModule("node:fs", PURPOSE.written).existsSync(first))
    throw fileError(path, "does not exist", `a path as the system knows it${homeAdvice(path)}`);
  onDisk(path, "written", (files) => files.mkdirSync(path, { recursive: true }));
}
