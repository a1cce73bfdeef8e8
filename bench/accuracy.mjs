// How well the models predict what they were not trained on, beside their peers.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, venvPython } from "../scripts/lib/paths.mjs";
import { foldsIn, ml100kFolder } from "./accuracy/ml100k.mjs";

const PARTS = ["explicit", "als", "implicit", "dense"];

const folder = await ml100kFolder();
const folds = foldsIn(folder);
for (const name of PARTS) {
  const file = join(root, "bench", "accuracy", `${name}.mjs`);
  if (!existsSync(file)) continue;
  const { rows } = await import(pathToFileURL(file).href);
  const found = await rows({ folds, folder, python: venvPython });
  console.log(`\nAccuracy, ${name}`);
  console.table(found);
}
