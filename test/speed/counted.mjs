// Counts the bytes that kernels load and store in an epoch of each model: `node counted.mjs MODELS`, with JSON as in
// growth.test.ts, prints them as JSON. Each access calls back, put there by Binaryen; so they are counted, not timed.
import { createRequire } from "node:module";
import binaryen from "assemblyscript/binaryen";
import { makeRatings } from "../../bench/speed/made-up.mjs";

const { WebAssembly } = globalThis;
const { Instance, Module } = WebAssembly;
let moved = 0;

/** Compiles a module that tells of each access to its memory. */
WebAssembly.Module = function (bytes) {
  const module = binaryen.readBinary(new Uint8Array(bytes));
  module.runPasses(["instrument-memory"]);
  return new Module(module.emitBinary());
};

/** What the instrumented module asks for besides: each gives back its last argument, the address or the value. */
function listener(name) {
  if (!name.endsWith("_ptr")) return (...values) => values.at(-1);
  return (id, bytes, offset, address) => {
    moved += bytes;
    return address;
  };
}

WebAssembly.Instance = function (module, { env }) {
  const wanted = Module.imports(module).map(({ name }) => name);
  const added = wanted.filter((name) => !(name in env)).map((name) => [name, listener(name)]);
  return new Instance(module, { env: { ...env, ...Object.fromEntries(added) } });
};

// The library takes WebAssembly when it is loaded.
const factorlab = createRequire(import.meta.url)("../..");

/** What a second epoch moves, which is not its preparation. */
function perEpoch(name, options, { features, ...shape }) {
  const { users, items, values: ratings } = makeRatings(shape);
  const data = factorlab.Ratings.fromColumns({ users, items, ratings });
  const of = (epochs) => {
    moved = 0;
    new factorlab[name]({ ...options, features, epochs, seed: 1 }).fit(data, { threads: 1 });
    return moved;
  };
  return of(2) - of(1);
}

const { base, models } = JSON.parse(process.argv[2]);
const counts = models.map(({ name, options }) => ({
  base: perEpoch(name, options, base),
  ...Object.fromEntries(
    Object.keys(base).map((size) => [size, perEpoch(name, options, { ...base, [size]: 2 * base[size] })]),
  ),
}));
console.log(JSON.stringify(counts));
