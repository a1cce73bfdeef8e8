// Times training against the original notebook's own algorithm in Python, in turn, from the same starting factors.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pythonEnv, root, venvPython } from "../scripts/lib/paths.mjs";

const { MatrixFactorization } = createRequire(import.meta.url)(root);

const ROUNDS = 5;
/** One measurement of ours holds trainings of this many milliseconds together. */
const LONG_ENOUGH = 200;

const teaching = Array.from({ length: 6 }, () => [1, 2, 3]);
const wave = (rows, columns) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => 3 + Math.sin(i + 2 * j)));

const problems = [
  { title: "6 × 3, 2 features, 700 iterations", data: teaching, features: 2, iterations: 700 },
  { title: "6 × 3, 13 features, 700 iterations", data: teaching, features: 13, iterations: 700 },
  { title: "100 × 80, 10 features, 10 iterations", data: wave(100, 80), features: 10, iterations: 10 },
];

/** Trains anew until enough time has passed; the mean seconds of one training, and its product. */
function ours({ data, init, features, iterations }) {
  let runs = 0;
  let spent = 0;
  let model;
  while (spent < LONG_ENOUGH) {
    model = new MatrixFactorization(data, features, { init });
    const start = performance.now();
    model.trainModel({ learningRate: 0.05, iterations });
    spent += performance.now() - start;
    runs++;
  }
  return { seconds: spent / 1000 / runs, product: model.reconstruct().toArray() };
}

const python = spawn(venvPython, [join(root, "bench", "original_notebook.py")], {
  env: pythonEnv(),
  stdio: ["pipe", "pipe", "inherit"],
});
const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();

/** One training by the original notebook's Python. */
async function theirs({ data, init, iterations }) {
  python.stdin.write(`${JSON.stringify({ data, ...init, learningRate: 0.05, iterations })}\n`);
  const { value, done } = await answers.next();
  if (done) throw new Error("the original notebook's Python ended without an answer");
  return JSON.parse(value);
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const milliseconds = (seconds) => `${Number((seconds * 1000).toPrecision(3))} ms`;

console.log(
  `Training, once warm: medians of ${ROUNDS} rounds in turn, with the smallest and largest ratio\n`,
);
const rows = [];
for (const { title, data, features, iterations } of problems) {
  const { L, U } = new MatrixFactorization(data, features, { seed: 10 });
  const problem = { data, features, iterations, init: { L: L.toArray(), U: U.toArray() } };
  ours(problem); // warms up
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b] = [ours(problem), await theirs(problem)];
    const apart = Math.max(
      ...a.product.flatMap((row, i) => row.map((x, j) => Math.abs(x - b.product[i][j]))),
    );
    if (!(apart < 1e-9)) throw new Error(`${title}: the results differ by ${apart}`);
    rounds.push({ ours: a.seconds, theirs: b.seconds, ratio: b.seconds / a.seconds });
  }
  const ratios = rounds.map(({ ratio }) => ratio);
  rows.push({
    problem: title,
    "original, Python": milliseconds(median(rounds.map((r) => r.theirs))),
    Factorlab: milliseconds(median(rounds.map((r) => r.ours))),
    "times as fast": Math.round(median(ratios)),
    "least – most": `${Math.round(Math.min(...ratios))} – ${Math.round(Math.max(...ratios))}`,
  });
}
python.stdin.end();
console.table(rows);
