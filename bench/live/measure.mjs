// Times live training against silent training, in turn. It runs in plain Node and, as it is, in a cell of the kernel.

const ROUNDS = 7;
/** One training takes about this many milliseconds. */
const LONG_ENOUGH = 2500;
const learningRate = 0.05;

const wave = (rows, columns) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => 3 + Math.sin(i + 2 * j)));

const problems = [
  { title: "6 × 3, 13 features", data: Array.from({ length: 6 }, () => [1, 2, 3]), features: 13 },
  { title: "200 × 100, 10 features", data: wave(200, 100), features: 10 },
  { title: "1000 × 800, 20 features", data: wave(1000, 800), features: 20 },
];

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The time and the processor time of a training, both in milliseconds. */
async function timed(train) {
  const processor = process.cpuUsage();
  const start = performance.now();
  await train();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(processor);
  return { wall, cpu: (user + system) / 1000 };
}

/**
 * @param MatrixFactorization the class to train
 * @param display where live training is shown; true for the notebook
 * @returns a row of the table for each problem
 */
export async function measure(MatrixFactorization, display) {
  const rows = [];
  for (const { title, data, features } of problems) {
    const make = () => new MatrixFactorization(data, features, { seed: 10 });
    const silent = (iterations) => {
      const model = make();
      return timed(() => model.trainModel({ iterations, learningRate }));
    };
    let updates = 0;
    const live = (iterations) => {
      const model = make();
      const onProgress = () => updates++;
      return timed(() => model.train({ iterations, learningRate, display, onProgress }));
    };
    const iterations = await calibrated(silent);
    for (let round = 0; round < 2; round++) await live(iterations); // warms up
    updates = 0;
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      // The order alternates, so that a machine that slows down does not count against one of them.
      const first = round % 2 === 0 ? await silent(iterations) : await live(iterations);
      const second = round % 2 === 0 ? await live(iterations) : await silent(iterations);
      const [a, b] = round % 2 === 0 ? [first, second] : [second, first];
      rounds.push({ silent: a, live: b });
    }
    rows.push(row(title, iterations, rounds, updates / ROUNDS));
  }
  return rows;
}

/** How many iterations take long enough. */
async function calibrated(silent) {
  let iterations = 8;
  for (;;) {
    const { wall } = await silent(iterations);
    if (wall > LONG_ENOUGH / 4) return Math.round((iterations * LONG_ENOUGH) / wall);
    iterations *= 2;
  }
}

function row(title, iterations, rounds, updates) {
  const ratios = (kind) => rounds.map(({ silent, live }) => live[kind] / silent[kind]);
  const [wall, cpu] = [ratios("wall"), ratios("cpu")];
  return {
    problem: `${title}, ${iterations} iterations`,
    "silent, ms": Math.round(median(rounds.map(({ silent }) => silent.wall))),
    "live, ms": Math.round(median(rounds.map(({ live }) => live.wall))),
    updates: Math.round(updates),
    "live ÷ silent": median(wall).toFixed(3),
    "least – most": `${Math.min(...wall).toFixed(2)} – ${Math.max(...wall).toFixed(2)}`,
    "processor time": median(cpu).toFixed(3),
  };
}
