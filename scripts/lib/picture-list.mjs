/** @typedef {(view: import("@playwright/test").Locator) => Promise<void>} Act */

/**
 * What the README's pictures show.
 * @typedef {typeof import("factorlab")} Library
 * @typedef {{ source: string, make: (library: Library) => unknown }} Cell
 * @typedef {object} Picture
 * @property {string} name of its file
 * @property {Cell[]} cells outputs; with several, their sources are shown too
 * @property {string} [part] the part of the view that is shown, as a selector; all of it by default
 * @property {Record<string, unknown>} [panel] the experiment of a playground that is opened as a panel and shown instead
 * @property {true} [film] whether the curve is dragged and a moving picture taken, in the light theme alone
 * @property {Act} [act] what a person does in what is shown
 */

const sixRows = Array.from({ length: 6 }, () => [1, 2, 3]);
const tastes = [
  [5, 5, 1, 4, 1],
  [4, 5, null, 5, 1],
  [1, 1, 5, 2, 5],
  [2, null, 5, 1, 4],
  [4, 4, 3, 4, null],
  [1, 2, 4, 1, 5],
];
const labels = {
  rows: ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn"],
  columns: ["Moon Harbour", "The Last Comet", "Tea for Nobody", "Dune Racers", "Letters Home"],
};

/** Products of two small tables, with noise, so that many features learn it by heart. */
const noisy = Array.from({ length: 8 }, (_, i) =>
  Array.from({ length: 6 }, (_, j) => {
    const noise = Math.sin(12.9 * i + 78.2 * j) * 0.35;
    return Number((2.6 + 1.2 * Math.cos(i) * Math.sin(j + 0.5) + noise).toFixed(1));
  }),
);

/** @param {Library} library */
const people = ({ MatrixFactorization }) =>
  new MatrixFactorization(tastes, 2, { seed: 3, labels }).trainModel({ iterations: 400, learningRate: 0.03 });

/** A picture of rings and waves, which few features come close to. @param {number} i @param {number} j */
const brightness = (i, j) => Math.sin(Math.hypot(i - 45, j - 60) / 5) + Math.cos(j / 9);

/** @param {Library} library */
function film({ BayesianMF, datasets }) {
  const { ratings } = datasets.films();
  return { ratings, model: new BayesianMF({ features: 2, seed: 1 }).fit(ratings) };
}

/** @type {Picture[]} */
export const PICTURES = [
  {
    name: "workbench",
    cells: [
      {
        source: "fac",
        make: ({ MatrixFactorization }) =>
          new MatrixFactorization(sixRows, 2, { seed: 7 }).trainModel({ iterations: 700, learningRate: 0.1 }),
      },
    ],
    async act(view) {
      await view.getByRole("button", { name: "Try your inputs here!" }).click();
      await view.getByRole("button", { name: "Jump to iteration 10", exact: true }).click();
      await view.locator('[data-panel="L"] tbody tr').nth(4).locator("td").first().click();
    },
  },
  {
    name: "scrubbing",
    cells: [
      {
        source: "fac",
        make: ({ MatrixFactorization }) =>
          new MatrixFactorization(sixRows, 2, { seed: 7 }).trainModel({ iterations: 700, learningRate: 0.1 }),
      },
    ],
    film: true,
  },
  {
    name: "plane",
    cells: [{ source: "fac.plane()", make: (library) => people(library).plane() }],
    part: ".factorlab-fold[open]",
  },
  {
    name: "by-hand",
    cells: [{ source: "fac.byHand()", make: (library) => people(library).byHand() }],
    part: ".factorlab-fold[open]",
  },
  {
    name: "guess",
    cells: [
      {
        source: "hideAndGuess(fac)",
        make: ({ MatrixFactorization, hideAndGuess }) =>
          hideAndGuess(new MatrixFactorization(noisy, 2, { seed: 7 }), {
            iterations: 400,
            learningRate: 0.1,
          }),
      },
    ],
    part: ".factorlab-fold[open]",
  },
  {
    name: "playground",
    cells: [],
    panel: { data: tastes, labels, features: 2, learningRate: 0.05, iterations: 2000, seed: 7 },
  },
  {
    name: "picture",
    cells: [
      {
        source: "picture(rings, { features: 12 })",
        make: ({ picture }) =>
          picture(
            Array.from({ length: 90 }, (_, i) => Array.from({ length: 120 }, (_, j) => brightness(i, j))),
            { features: 12 },
          ),
      },
    ],
  },
  {
    name: "ratings",
    cells: [
      {
        source: 'model.recommend("Ada", { count: 5, reasons: true })',
        make: (library) => film(library).model.recommend("Ada", { count: 5, reasons: true }),
      },
      { source: "itemMap(model)", make: (library) => library.itemMap(film(library).model) },
      {
        source: 'compareModels(models, kFolds(ratings, { seed: 1 }), { metrics: ["rmse", "mae", "fcp"] })',
        make: (library) =>
          library.compareModels(
            {
              "biases only": () => new library.BiasOnly(),
              ALS: () => new library.ALS({ features: 2, seed: 1 }),
              BayesianMF: () => new library.BayesianMF({ features: 2, seed: 1 }),
            },
            library.kFolds(film(library).ratings, { folds: 5, seed: 1 }),
            { metrics: ["rmse", "mae", "fcp"] },
          ),
      },
    ],
  },
];
