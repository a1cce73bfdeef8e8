import { homedir } from "node:os";
import { posix, win32, type PlatformPath } from "node:path";

/** What the rules about places depend on; given as a value, so that each system's rules hold anywhere. */
export interface System {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** The person's home folder. */
  home: string;
  /** The folder that the command was typed in. */
  cwd: string;
}

/** The system that we run on. */
export function thisSystem(): System {
  return { platform: process.platform, env: process.env, home: homedir(), cwd: process.cwd() };
}

/** How paths are written on a system. */
export function pathsOf({ platform }: System): PlatformPath {
  return platform === "win32" ? win32 : posix;
}
