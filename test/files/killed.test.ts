import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { writeText } from "../../src/files/text-file";
import { createRandom } from "../../src/matrix/random";
import { BayesianMF } from "../../src/models/bayesian-mf";
import { BiasedMF } from "../../src/models/biased-mf";
import { BPR } from "../../src/models/bpr";
import { SVDPlusPlus } from "../../src/models/svd-plus-plus";
import { Ratings } from "../../src/ratings/ratings";
import { fromBytes } from "../models/at-once";
import type { ModelClass } from "../models/contract/contract";
import { rounds } from "../rounds";

// Each starts some Nodes, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const root = fs.mkdtempSync(join(tmpdir(), "factorlab killed "));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

const lib = join(import.meta.dirname, "../../lib");

/** Some hundred ratings, the same here and in each child. */
const given = Array.from({ length: 400 }, (_, k): [number, number, number] => [
  k % 37,
  (k * 7) % 41,
  1 + (k % 5),
]);
const ratings = Ratings.from(given, { duplicates: "last" });

/** Starts a Node that runs a program, and waits until it says that it is ready. */
async function started(program: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["-e", `(async () => { ${program} })()`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once("data", () => resolve());
    child.once("exit", (code) => reject(new Error(`it ended with ${code}`)));
  });
  return child;
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

/** The text that a child writes: too much for the system to take at once. */
const textOf = (letter: string): string => letter.repeat(3 << 20);

const writing = (path: string, letter: string, times: string): string => `
  const { writeText } = require(${JSON.stringify(join(lib, "files/text-file.js"))});
  const text = ${JSON.stringify(letter)}.repeat(3 << 20);
  console.log("ready");
  for (let k = 0; k < ${times}; k++) await writeText(${JSON.stringify(path)}, text);`;

describe("a process that is killed", () => {
  const times = rounds(30, 10);
  const ways: Record<string, (target: string) => string> = {
    "by its path": (target) => target,
    "through a link": (target) => {
      const link = join(fs.mkdtempSync(join(root, "links ")), "model.json");
      fs.symlinkSync(target, link);
      return link;
    },
  };
  test.each(Object.keys(ways))(
    `while it saves %s leaves the old file or the new one, ${times} times, and the next one sweeps up`,
    async (way) => {
      const folder = fs.mkdtempSync(join(root, "saves "));
      const target = join(folder, "model.json");
      const path = ways[way](target);
      const random = createRandom(1);
      const whole = ["a", "b"].map(textOf);
      fs.writeFileSync(target, whole[0]);
      fs.chmodSync(target, 0o640);
      const { mode } = fs.statSync(target);
      let left = 0;
      for (let k = 0; k < times; k++) {
        const child = await started(writing(path, "ab"[k % 2], "Infinity"));
        await new Promise((resolve) => setTimeout(resolve, 20 * random()));
        child.kill("SIGKILL");
        await ended(child);
        expect(whole.includes(fs.readFileSync(target, "utf8"))).toBe(true);
        expect(fs.statSync(target).mode).toBe(mode);
        expect(fs.lstatSync(path).isSymbolicLink()).toBe(path !== target);
        const names = fs.readdirSync(folder);
        // The first save of the next child sweeps away what the last one left.
        left += names.length - 1;
      }
      // Most were killed while they wrote: otherwise this test would show nothing.
      expect(left).toBeGreaterThan(times / 4);
      await writeText(path, "new");
      expect(fs.readdirSync(folder)).toEqual(["model.json"]);
    },
  );

  test("does no harm to what others save: a file that two processes write is always one's, whole", async () => {
    const folder = fs.mkdtempSync(join(root, "both "));
    const path = join(folder, "model.json");
    const children = await Promise.all(["a", "b"].map((letter) => started(writing(path, letter, "60"))));
    const codes = Promise.all(children.map(ended));
    const whole = ["a", "b"].map(textOf);
    const seen = new Set<number>();
    while (children.some(({ exitCode }) => exitCode === null)) {
      if (fs.existsSync(path)) seen.add(whole.indexOf(fs.readFileSync(path, "utf8")));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(await codes).toEqual([0, 0]);
    seen.add(whole.indexOf(fs.readFileSync(path, "utf8")));
    // Which one's it is depends on the machine.
    expect(seen).not.toContain(-1);
    expect(fs.readdirSync(folder)).toEqual(["model.json"]);
  });

  const models: Record<string, ModelClass> = { BiasedMF, SVDPlusPlus, BPR, BayesianMF };
  test.each(Object.keys(models).flatMap((name) => ["json", "safetensors"].map((ending) => [name, ending])))(
    "while it trains a %s is gone on with from its checkpoint in %s, to the same bytes",
    async (name, ending) => {
      const path = join(root, `${name}.${ending}`);
      const Model = models[name];
      const options = { features: 4, epochs: 60, seed: 3 };
      const child = await started(`
        const { ${name}, Ratings } = require(${JSON.stringify(join(lib, "index.js"))});
        const ratings = Ratings.from(${JSON.stringify(given)}, { duplicates: "last" });
        const model = new ${name}(${JSON.stringify(options)});
        for (const { epoch } of model.trainingEvents(ratings)) {
          await model.save(${JSON.stringify(path)});
          if (epoch === 3) console.log("ready");
          // Long enough that it is killed well before its end.
          if (epoch >= 3) await new Promise((resolve) => setTimeout(resolve, 100));
        }`);
      child.kill("SIGKILL");
      await ended(child);
      const checkpoint =
        ending === "json"
          ? Model.fromJSON(fs.readFileSync(path, "utf8"))
          : fromBytes(Model, fs.readFileSync(path));
      expect(checkpoint.epoch).toBeGreaterThanOrEqual(3);
      expect(checkpoint.epoch).toBeLessThan(60);
      checkpoint.resume();
      const whole = new Model(options).fit(ratings);
      expect(checkpoint.toJSON()).toEqual(whole.toJSON());
    },
  );
});
