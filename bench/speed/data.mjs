// Files of made-up ratings, the same bytes for both sides. `node data.mjs FOLDER KIND WHAT` writes one set of them.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { home } from "../../scripts/lib/paths.mjs";
import { makeRatings } from "./made-up.mjs";

/** Where the files are kept from one run to the next; a change of how they are made changes the version. */
const folder = join(home, "bench", "data-1");

/**
 * The shape that so many ratings of films have: between MovieLens 100K, 1M, 10M and beyond.
 * @param {number} ratings
 */
export function shapeOf(ratings) {
  const known = {
    1e5: [943, 1682],
    8e5: [6040, 3706],
    1e6: [6040, 3706],
    8.8e6: [69_878, 10_677],
    1e7: [69_878, 10_677],
  };
  const [users, items] = known[ratings] ?? [
    Math.round(6040 * (ratings / 1e6) ** 0.9),
    Math.round(3706 * (ratings / 1e6) ** 0.5),
  ];
  return { users, items, ratings };
}

/**
 * The folder with the columns of so many ratings: users.i32, items.i32, values.f32, shape.json.
 * @param {number | { users: number, items: number, ratings: number }} wanted
 */
export function ratingsFolder(wanted) {
  const shape = typeof wanted === "number" ? shapeOf(wanted) : wanted;
  return made(`${shape.users}x${shape.items}-${shape.ratings}`, ["ratings", JSON.stringify(shape)]);
}

/** The folder with a CSV file of so many ratings, `ratings.csv` with a heading. */
export function csvFolder(ratings) {
  ratingsFolder(ratings);
  return made(`csv-${ratings}`, ["csv", String(ratings)]);
}

/** Made in a process of its own, so that the memory it takes is given back. */
function made(name, args) {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  const half = `${path}.${process.pid}`;
  mkdirSync(half, { recursive: true });
  const script = fileURLToPath(import.meta.url);
  const { status } = spawnSync(process.execPath, [script, half, ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    windowsHide: true,
  });
  if (status !== 0) throw new Error(`making the data ${name} failed`);
  renameSync(half, path);
  return path;
}

/** @param {string} path as {@link ratingsFolder} gives it */
export function readColumns(path) {
  const bytes = (name) => {
    const { buffer, byteOffset, byteLength } = readFileSync(join(path, name));
    return [buffer, byteOffset, byteLength / 4];
  };
  return {
    ...JSON.parse(readFileSync(join(path, "shape.json"), "utf8")),
    userColumn: new Int32Array(...bytes("users.i32")),
    itemColumn: new Int32Array(...bytes("items.i32")),
    values: new Float32Array(...bytes("values.f32")),
  };
}

function writeColumns(path, shape) {
  const { users, items, values } = makeRatings(shape);
  writeFileSync(join(path, "users.i32"), users);
  writeFileSync(join(path, "items.i32"), items);
  writeFileSync(join(path, "values.f32"), values);
  writeFileSync(join(path, "shape.json"), JSON.stringify(shape));
}

/** Half of the ratings get half a star, so that a line is as long as in MovieLens 10M. */
function writeCsv(path, ratings) {
  const { userColumn, itemColumn, values } = readColumns(ratingsFolder(ratings));
  const file = openSync(join(path, "ratings.csv"), "w");
  let lines = ["userId,movieId,rating"];
  for (let n = 0; n < ratings; n++) {
    const stars = n % 2 === 0 ? values[n] : values[n] - 0.5;
    lines.push(`${userColumn[n] + 1},${itemColumn[n] + 1},${stars}`);
    if (lines.length < 100_000 && n + 1 < ratings) continue;
    writeSync(file, `${lines.join("\n")}\n`);
    lines = [];
  }
  closeSync(file);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , path, kind, what] = process.argv;
  if (kind === "csv") writeCsv(path, Number(what));
  else writeColumns(path, JSON.parse(what));
}
