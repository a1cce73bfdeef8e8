// How well the models predict what they were not trained on, beside their peers.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, venvPython } from "../scripts/lib/paths.mjs";
import { ml100kFolder } from "./accuracy/ml100k.mjs";

const { loadMovieLens100kFolds } = createRequire(import.meta.url)(root);

const PARTS = ["explicit", "als", "implicit", "hybrid", "tables"];

const folder = await ml100kFolder();
const folds = await loadMovieLens100kFolds({ folder });
for (const name of PARTS) {
  const file = join(root, "bench", "accuracy", `${name}.mjs`);
  if (!existsSync(file)) continue;
  const { rows } = await import(pathToFileURL(file).href);
  const found = await rows({ folds, folder, python: venvPython });
  console.log(`\nAccuracy, ${name}`);
  console.table(found);
}
