import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeLock } from "../../scripts/lib/lock.mjs";

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "factorlab lock "));
  lock = join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

const nobodyWaits = () => {
  throw new Error("waited for nobody");
};

/** The number of a process that has ended. */
const ended = spawnSync(process.execPath, ["-e", ""]).pid;

describe("the lock of set-up", () => {
  it("is there while it is held", async () => {
    const release = await takeLock(lock, nobodyWaits);
    expect(existsSync(lock)).toBe(true);
    release();
    expect(existsSync(lock)).toBe(false);
  });

  it("is held by one at a time, whoever else asks", async () => {
    let inside = 0;
    const one = async () => {
      const release = await takeLock(lock, () => {});
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((done) => setTimeout(done, 20));
      inside -= 1;
      release();
    };
    await Promise.all([one(), one(), one()]);
  });

  it("names the process that it waits for", async () => {
    const release = await takeLock(lock, nobodyWaits);
    let second: Promise<() => void> | undefined;
    const asked = new Promise<number>((told) => {
      second = takeLock(lock, told);
    });
    expect(await asked).toBe(process.pid);
    release();
    // The second one is waited for: left alone, it would look for its lock when the folder is gone.
    const releaseSecond = await second;
    expect(existsSync(lock)).toBe(true);
    releaseSecond?.();
    expect(existsSync(lock)).toBe(false);
  });

  it("is taken over from a process that has ended", async () => {
    writeFileSync(lock, `${ended} 1`);
    (await takeLock(lock, nobodyWaits))();
  });

  it("is taken over where its number belongs to another process by now", async () => {
    writeFileSync(lock, `${process.pid} 1`);
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(lock, longAgo, longAgo);
    (await takeLock(lock, nobodyWaits))();
  });
});
