// How time grows when one size doubles: 1 is in proportion, 2 as its square, 0 not at all.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { progress } from "../../scripts/lib/progress.mjs";
import { median } from "./measure.mjs";
import { fit, python, surpriseOf } from "./rows/terms.mjs";
import { runOurs, runTheirs } from "./sides.mjs";

const BASE = { users: 6000, items: 3000, ratings: 5e5, features: 32 };
const EPOCHS = 3;
const SIZES = Object.keys(BASE);

const least = (model, solver) => ({
  ours: ({ features, ...data }) => fit(model, data, { features, epochs: EPOCHS, solver }),
});

const MODELS = {
  BiasedMF: {
    ours: ({ features, ...data }) => fit("BiasedMF", data, { features, epochs: EPOCHS }),
    peer: "Surprise SVD",
    theirs({ features, ...data }) {
      const options = { features, learningRate: 0.005, regularization: 0.02 };
      return python("surprise", { data, ...surpriseOf("SVD", options, EPOCHS) });
    },
  },
  "ImplicitALS, conjugate gradients": {
    ...least("ImplicitALS", "cg"),
    peer: "implicit",
    theirs({ features, ...data }) {
      const options = { factors: features, iterations: EPOCHS };
      return python("implicit", { data, model: "AlternatingLeastSquares", options });
    },
  },
  "ImplicitALS, Cholesky": least("ImplicitALS", "cholesky"),
  "ALS, conjugate gradients": least("ALS", "cg"),
  BPR: { ours: ({ features, ...data }) => fit("BPR", data, { features, epochs: EPOCHS }) },
};

/** The median seconds of a side at a size; undefined where it has none. */
function secondsAt(side, { ours, theirs }, size, rounds) {
  const threads = { ours: 2, theirs: 2 };
  const run = () =>
    side === "ours" ? runOurs({ ours: ours(size), threads }) : runTheirs({ theirs: theirs(size), threads });
  const found = Array.from({ length: rounds }, () => run().seconds);
  return found.includes(undefined) ? undefined : median(found);
}

/** The exponents of one side of one model, by what doubles. */
function exponents(side, model, rounds) {
  const base = secondsAt(side, model, BASE, rounds);
  return Object.fromEntries(
    SIZES.map((name) => {
      const doubled = secondsAt(side, model, { ...BASE, [name]: 2 * BASE[name] }, rounds);
      return [name, base && doubled ? Math.log2(doubled / base).toFixed(2) : "–"];
    }),
  );
}

/**
 * @param {string} folder for the figures
 * @param {boolean} quick
 */
export function growth(folder, quick) {
  const rows = [];
  for (const [name, model] of Object.entries(MODELS).slice(0, quick ? 1 : undefined)) {
    for (const side of model.theirs && !quick ? ["ours", "theirs"] : ["ours"]) {
      const who = side === "ours" ? "Factorlab" : model.peer;
      const shown = progress(`growth of ${name}, ${who}`);
      rows.push({ model: name, who, ...exponents(side, model, quick ? 1 : 3) });
      shown.end();
    }
  }
  const base = `${BASE.ratings.toLocaleString("en")} ratings of ${BASE.users} × ${BASE.items}, ${BASE.features} features`;
  console.log(`\nExponents of growth when one size doubles, from ${base}`);
  console.table(rows);
  if (!quick) writeFileSync(join(folder, "growth.json"), JSON.stringify({ base, rows }));
}
