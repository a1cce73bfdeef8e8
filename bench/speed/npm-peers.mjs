// An npm peer's side of a row: `node npm-peers.mjs JSON`, with the packages in the folder that the JSON names.
import { createRequire } from "node:module";
import { join } from "node:path";
import { NotThere, runTask } from "./measure.mjs";
import { randomFrom, table } from "./made-up.mjs";

const { packages } = JSON.parse(process.argv[2]);
const require = createRequire(join(packages, "package.json"));

const chance = (rows, columns) => {
  const random = randomFrom(7);
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => random()));
};

const RATE = 0.05;

await runTask({
  /** The Gram form, with ml-matrix's products; its sweep is a loop over its numbers. */
  mlMatrix({ rows, columns, features, iterations }) {
    const { Matrix } = require("ml-matrix");
    const D = new Matrix(table(rows, columns));
    const start = [new Matrix(chance(rows, features)), new Matrix(chance(columns, features))];
    const sweep = (X, N, G, scale) => {
      for (let i = 0; i < X.rows; i++) {
        for (let t = 0; t < features; t++) {
          let sum = N.get(i, t);
          for (let s = 0; s < features; s++) sum -= X.get(i, s) * G.get(s, t);
          X.set(i, t, X.get(i, t) + scale * sum);
        }
      }
    };
    return () => {
      const [L, V] = start.map((matrix) => matrix.clone());
      const Dt = D.transpose();
      for (let n = 0; n < iterations; n++) {
        sweep(L, D.mmul(V), V.transpose().mmul(V), (2 * RATE) / columns);
        sweep(V, Dt.mmul(L), L.transpose().mmul(L), (2 * RATE) / rows);
      }
      if (!Number.isFinite(L.get(0, 0))) throw new Error("ml-matrix diverged");
    };
  },

  /** All singular values: ml-matrix has no truncated form. */
  mlMatrixSvd({ rows, columns }) {
    const { Matrix, SVD } = require("ml-matrix");
    const D = new Matrix(table(rows, columns));
    return () => new SVD(D, { autoTranspose: true }).diagonal;
  },

  /** The Gram form in TensorFlow.js with its WebAssembly backend, 32-bit; a column of features is one operation. */
  async tensorflow({ rows, columns, features, iterations, threads }) {
    const tf = require("@tensorflow/tfjs-core");
    const wasm = require("@tensorflow/tfjs-backend-wasm");
    wasm.setThreadsCount?.(threads);
    if (!(await tf.setBackend("wasm"))) throw new NotThere("TensorFlow.js's WebAssembly backend");
    await tf.ready();
    const D = tf.tensor2d(table(rows, columns));
    const start = [tf.tensor2d(chance(rows, features)), tf.tensor2d(chance(columns, features))];
    // What is left of N − X·G is lowered by each column's step: nothing can be changed in place there.
    const sweep = (X, N, G, scale) =>
      tf.tidy(() => {
        let left = tf.sub(N, tf.matMul(X, G));
        const steps = [];
        for (let t = 0; t < features; t++) {
          steps.push(tf.mul(tf.slice(left, [0, t], [X.shape[0], 1]), scale));
          left = tf.sub(left, tf.matMul(steps[t], tf.slice(G, [t, 0], [1, features])));
        }
        return tf.add(X, tf.concat(steps, 1));
      });
    const half = (X, V, table, transposed, count) =>
      tf.tidy(() => sweep(X, tf.matMul(table, V, transposed), tf.matMul(V, V, true), (2 * RATE) / count));
    return () => {
      let [L, V] = start.map((tensor) => tf.clone(tensor));
      for (let n = 0; n < iterations; n++) {
        const left = half(L, V, D, false, columns);
        const right = half(V, left, D, true, rows);
        tf.dispose([L, V]);
        [L, V] = [left, right];
      }
      if (!Number.isFinite(L.dataSync()[0])) throw new Error("TensorFlow.js diverged");
    };
  },

  /** Stochastic descent over the cells of a table, without biases. */
  matrixFactorization({ rows, columns, features, epochs }) {
    const { factorizeMatrix } = require("matrix-factorization");
    const cells = table(rows, columns);
    return () => factorizeMatrix(cells, features, epochs, 0.005, 0.02);
  },
});
