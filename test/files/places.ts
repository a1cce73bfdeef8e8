import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createServer } from "node:net";
import type { Server } from "node:net";
import { join } from "node:path";
import { vi } from "vitest";

/** Something that is no regular file, made in a folder. */
export interface StrangePlace {
  readonly name: string;
  /** What errors call it. */
  readonly kind: string;
  /** Makes it; the result ends what holds it. */
  readonly make: (path: string) => Promise<() => Promise<void>>;
}

const none = (): Promise<void> => Promise.resolve();

const made = (make: (path: string) => void) => (path: string) => {
  make(path);
  return Promise.resolve(none);
};

/** A device of one's own that is as /dev/null; where none may be made, a file of which the system's answer is /dev/null's. */
function makeDevice(path: string): void {
  try {
    execFileSync("mknod", [path, "c", "1", "3"], { stdio: "ignore" });
  } catch {
    fs.writeFileSync(path, "");
    const real = fs.statSync as (...given: unknown[]) => unknown;
    vi.spyOn(fs, "statSync").mockImplementation(((given: string, ...rest: unknown[]) =>
      real(fs.realpathSync(given) === fs.realpathSync(path) ? "/dev/null" : given, ...rest)) as never);
  }
}

async function makeSocket(path: string): Promise<() => Promise<void>> {
  const server = await new Promise<Server>((resolve) => {
    const listening = createServer().listen(path, () => resolve(listening));
  });
  return () => new Promise((resolve) => server.close(() => resolve()));
}

const onAll: StrangePlace[] = [
  { name: "an empty folder", kind: "a folder", make: made((path) => fs.mkdirSync(path)) },
  {
    name: "a folder with something in it",
    kind: "a folder",
    make: made((path) => fs.mkdirSync(join(path, "inner"), { recursive: true })),
  },
];

const onUnix: StrangePlace[] = [
  { name: "a pipe", kind: "a pipe", make: made((path) => execFileSync("mkfifo", [path])) },
  { name: "a pipe that all may use", kind: "a pipe", make: made((path) => execFileSync("mkfifo", ["-m", "666", path])) }, // prettier-ignore
  { name: "a device", kind: "a device", make: made(makeDevice) },
  { name: "a socket", kind: "a socket", make: makeSocket },
];

/** All that can be made on this system. */
export const strangePlaces: readonly StrangePlace[] =
  process.platform === "win32" ? onAll : [...onAll, ...onUnix];

/** Ways to a path: itself, and links to it. Each gives the path that is used. */
export const ways: Readonly<Record<string, (path: string) => string>> = {
  "by its path": (path) => path,
  "through a link": (path) => linkTo(path, `${path}.link`),
  "through a chain of links": (path) => linkTo(linkTo(path, `${path}.1`), `${path}.2`),
};

export function linkTo(target: string, link: string): string {
  fs.symlinkSync(target, link);
  return link;
}

/** What is at a path, told apart by all that a save could change. */
export function fingerprint(path: string): unknown {
  const { mode, ino, rdev, uid, gid, nlink } = fs.lstatSync(path);
  return { mode, ino, rdev, uid, gid, nlink };
}
