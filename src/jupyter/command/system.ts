import { homedir } from "node:os";
import { posix, win32, type PlatformPath } from "node:path";

/** What the rules about folders depend on; passed as a value, so that tests can check each system's rules. */
export interface System {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** The user's home folder. */
  home: string;
  /** The folder that the command was typed in. */
  cwd: string;
}

/** The current system. */
export function thisSystem(): System {
  return { platform: process.platform, env: process.env, home: homedir(), cwd: process.cwd() };
}

/** The path functions of a system. */
export function pathsOf({ platform }: System): PlatformPath {
  return platform === "win32" ? win32 : posix;
}
