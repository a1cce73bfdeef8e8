// The errors of NMF and TruncatedSVD on scikit-learn's handwritten digits, beside scikit-learn's own.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/lib/paths.mjs";

const { NMF, TruncatedSVD } = createRequire(import.meta.url)(root);

const FEATURES = 16;
/** The error that scikit-learn 1.9 reached, and how much worse ours may be. */
const GOALS = { cd: 676.32, mu: 763.43, svd: 572.96 };
const SHARE = 1.001;

/**
 * ‖data − L·U‖ with 16 features: ours, scikit-learn's with its own default tolerance, and the most that is good enough.
 * @param {{ python: string }} given any Python that has scikit-learn
 * @returns {Promise<{ what: string, ours: number, theirs: number, goal: number }[]>}
 */
export async function rows({ python }) {
  const { data, errors, version } = theirs(python);
  const nmf = (solver, init) =>
    new NMF({ features: FEATURES, solver, init, iterations: 500, tolerance: 0, seed: 1 }).fit(data);
  const models = {
    cd: ["NMF, coordinate descent, nndsvd", nmf("cd", "nndsvd")],
    mu: ["NMF, multiplicative updates, nndsvda", nmf("mu", "nndsvda")],
    svd: ["TruncatedSVD", new TruncatedSVD({ features: FEATURES, seed: 1 }).fit(data)],
  };
  return Object.entries(models).map(([name, [what, model]]) => ({
    what: `digits, 16 features: ${what}, against scikit-learn ${version}`,
    ours: model.reconstructionError,
    theirs: errors[name],
    goal: GOALS[name] * SHARE,
  }));
}

function theirs(python) {
  const script = join(root, "bench", "accuracy", "tables.py");
  const { status, stdout, stderr } = spawnSync(python, [script], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    windowsHide: true,
  });
  if (status !== 0) throw new Error(`scikit-learn's factorizations failed: ${stderr}`);
  return JSON.parse(stdout);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const python = process.argv[2] ?? "python3";
  const found = await rows({ python });
  console.table(found);
  for (const { what, ours, goal } of found) if (ours > goal) console.log(`Above the goal: ${what}`);
}
