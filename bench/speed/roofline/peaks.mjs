// What this machine allows: additions and multiplications a second in WebAssembly and in NumPy, and bytes a second.
import { Worker } from "node:worker_threads";
import { runTheirs } from "../sides.mjs";

/** Twelve vectors are multiplied and added at once, so that no operation waits for one before; and a triad. */
const width = (kind, lane) => {
  const names = Array.from({ length: 12 }, (_, n) => `v${n}`);
  return `
export function multiplyAdd${kind}(rounds: i32, x: ${lane}, y: ${lane}): ${lane} {
  const a = ${kind}.splat(x), b = ${kind}.splat(y);
  ${names.map((name) => `let ${name} = a;`).join(" ")}
  for (let n = 0; n < rounds; n++) {
    ${names.map((name) => `${name} = ${kind}.add(${kind}.mul(${name}, a), b);`).join("\n    ")}
  }
  return ${kind}.extract_lane(${names.reduce((sum, name) => `${kind}.add(${sum}, ${name})`)}, 0);
}`;
};
const SOURCE = `${width("f32x4", "f32")}
${width("f64x2", "f64")}
export function triad(bytes: i32, factor: f32): void {
  const s = f32x4.splat(factor);
  const b = bytes, c = 2 * bytes;
  for (let at = 0; at < bytes; at += 16) {
    v128.store(at, f32x4.add(v128.load(b + at), f32x4.mul(s, v128.load(c + at))));
  }
}`;

/** Three arrays of so many bytes, far beyond any cache. */
const ARRAY = 2 ** 27;
const ROUNDS = 2e7;
const REPETITIONS = 5;

/** Runs in a thread; \`go\` holds all of them back until each is ready. */
const CODE = `
const { workerData, parentPort } = require("node:worker_threads");
const { module, go, name, args, threads, repetitions } = workerData;
const memory = new WebAssembly.Memory({ initial: 3 * 2048, maximum: 3 * 2048 });
const { exports } = new WebAssembly.Instance(module, { env: { memory, abort() {} } });
exports[name](...args);
const found = [];
for (let n = 1; n <= repetitions; n++) {
  if (Atomics.add(go, 0, 1) + 1 === n * threads) Atomics.notify(go, 0);
  for (let seen; (seen = Atomics.load(go, 0)) < n * threads;) Atomics.wait(go, 0, seen);
  const start = performance.now();
  exports[name](...args);
  found.push((performance.now() - start) / 1000);
}
parentPort.postMessage(found);`;

async function compiled() {
  // A large package, which is only wanted here.
  const { default: asc } = await import("assemblyscript/asc");
  const options = {
    optimizeLevel: 3,
    runtime: "stub",
    noAssert: true,
    enable: ["simd"],
    importMemory: true,
    initialMemory: 3 * 2048,
    maximumMemory: 3 * 2048,
  };
  const { binary, error, stderr } = await asc.compileString(SOURCE, options);
  if (error) throw new Error(`${error.message}\n${stderr}`);
  return globalThis.WebAssembly.compile(binary);
}

/** The seconds of the fastest repetition, in which so many threads work at once: of the slowest of them. */
async function seconds(module, name, args, threads) {
  const go = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { module, go, name, args, threads, repetitions: REPETITIONS };
  const each = await Promise.all(
    Array.from({ length: threads }, () => {
      const worker = new Worker(CODE, { eval: true, workerData });
      return new Promise((done, failed) => worker.once("message", done).once("error", failed));
    }),
  );
  return Math.min(...each[0].map((_, n) => Math.max(...each.map((found) => found[n]))));
}

/** What NumPy's product of two tables reaches, whose library has fused and wider operations. */
function numpy(dtype, threads) {
  const size = 2000;
  const given = { side: "python", task: "sgemm", size, dtype, warm: true };
  const { seconds: taken } = runTheirs({ theirs: given, threads: { theirs: threads } });
  return taken === undefined ? null : (2 * size ** 3) / taken / 1e9;
}

/**
 * In GFLOP/s and GB/s, for one thread and for two.
 * @returns {Promise<{ threads: number, f32: number, f64: number, bytes: number, sgemm: number | null, dgemm: number | null }[]>}
 */
export async function peaks() {
  const module = await compiled();
  const found = [];
  for (const threads of [1, 2]) {
    const rate = async (name, lanes) =>
      (threads * ROUNDS * 12 * 2 * lanes) / (await seconds(module, name, [ROUNDS, 0.5, 0.5], threads)) / 1e9;
    found.push({
      threads,
      f32: await rate("multiplyAddf32x4", 4),
      f64: await rate("multiplyAddf64x2", 2),
      bytes: (threads * 3 * ARRAY) / (await seconds(module, "triad", [ARRAY, 3], threads)) / 1e9,
      sgemm: numpy("float32", threads),
      dgemm: numpy("float64", threads),
    });
  }
  return found;
}
