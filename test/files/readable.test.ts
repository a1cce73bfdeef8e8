import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { loadMovieLens, loadMovieLensFrom } from "../../src/datasets/movielens";
import { download } from "../../src/files/download";
import { readText } from "../../src/files/text-file";
import { BiasedMF } from "../../src/models/biased-mf";
import { TruncatedSVD } from "../../src/models/truncated-svd";
import { readRatings } from "../../src/ratings/read-ratings";
import { thrownBy } from "./failures";
import { fingerprint, strangePlaces, ways } from "./places";

const root = fs.realpathSync.native(fs.mkdtempSync(join(tmpdir(), "factorlab readable ")));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

let folder = root;
beforeEach(() => void (folder = fs.mkdtempSync(join(root, "folder "))));

/** A call as a promise, whether it answers at once or later. */
const later = (call: () => unknown) => (): Promise<unknown> => Promise.resolve().then(call);

/** All that reads a file, each with a name that it takes. */
const readers: [name: string, file: string, read: (path: string) => Promise<unknown>][] = [
  ["a text", "a.txt", (path) => later(() => readText(path))()],
  ...["a.csv", "a.tsv", "u.data", "a.dat", "a.json", "a.jsonl", "a.ndjson", "a", "a.csv.gz", "a.json.gz", "a.jsonl.gz"].map(
    (name): [string, string, (path: string) => Promise<unknown>] => [`ratings as ${name}`, name, (path) => later(() => readRatings(path))()],
  ),
  ["a model of ratings", "model.json", (path) => BiasedMF.load(path)],
  ["a model of tables", "svd.json", (path) => TruncatedSVD.load(path)],
  ["an archive of MovieLens", "ml-100k.zip", (path) => loadMovieLens("100k", { folder: path })],
  ["an archive of MovieLens in a folder", "ml-1m.zip", (path) => loadMovieLens("1m", { folder: join(path, "..") })],
  ["an archive of MovieLens in the cache", "ml-100k.zip", (path) => loadMovieLensFrom("http://127.0.0.1:9/", "100k", { cache: join(path, "..") })],
  ["MovieLens unpacked", "u.data", (path) => loadMovieLens("100k", { folder: join(path, "..") })],
]; // prettier-ignore

describe(`what is no file is not read: ${strangePlaces.length} kinds × ${readers.length} readers`, () => {
  test.each(strangePlaces.flatMap((place) => readers.map(([name, file, read]) => [place.name, name, place, file, read] as const)))(
    "%s as %s",
    async (_, __, { kind, make }, file, read) => {
      const path = join(folder, file);
      const end = await make(path);
      const before = fingerprint(path);
      // Whoever opened it would wait for a writer, or for ever.
      const opened = vi.spyOn(fs, "openSync");
      const error = await thrownBy(() => read(path));
      expect(error).toMatchObject({ path, argument: "path", actual: `is ${kind}` });
      expect(error.expected).toMatch(/^a file$|^a regular file/);
      expect(opened).not.toHaveBeenCalled();
      expect(fingerprint(path)).toEqual(before);
      await end();
    },
  ); // prettier-ignore

  test.each(
    strangePlaces.flatMap((place) => Object.keys(ways).map((way) => [place.name, way, place] as const)),
  )("%s %s", async (_, way, { kind, make }) => {
    const path = join(folder, "a.csv");
    const end = await make(path);
    const given = ways[way](path);
    const error = await thrownBy(later(() => readRatings(given)));
    expect(error).toMatchObject({ path: given, argument: "path", actual: `is ${kind}` });
    await end();
  });

  test.each(strangePlaces.map((place) => [place.name, place] as const))(
    "%s is no place for a download, which is not begun",
    async (_, { kind, make }) => {
      const path = join(folder, "a.zip");
      const end = await make(path);
      const before = fingerprint(path);
      const asked = vi.fn();
      vi.stubGlobal("fetch", asked);
      const error = await thrownBy(() => download("http://127.0.0.1:9/a.zip", path));
      expect(error).toMatchObject({ path, argument: "path", actual: `is ${kind}` });
      expect(asked).not.toHaveBeenCalled();
      expect([fingerprint(path), fs.readdirSync(folder)]).toEqual([before, ["a.zip"]]);
      await end();
    },
  );
});

describe("the folder for downloads", () => {
  test.each(["~", "~/data", "~somebody/data", "~/a/b/c"])("%s is not made here", async (cache) => {
    const error = await thrownBy(() => loadMovieLensFrom("http://127.0.0.1:9/", "100k", { cache }));
    expect(error.message).toMatch(
      /does not exist, expected a path as the system knows it; "~" is not replaced/,
    );
    expect(fs.existsSync(/^[^/]*/.exec(cache)![0])).toBe(false);
  });

  test("is refused where a file is in its place, or on the way to it", async () => {
    fs.writeFileSync(join(folder, "file"), "");
    for (const cache of [join(folder, "file"), join(folder, "file", "inner")]) {
      const error = await thrownBy(() => loadMovieLensFrom("http://127.0.0.1:9/", "100k", { cache }));
      expect(error).toMatchObject({ path: cache, argument: "path" });
    }
    expect(fs.readdirSync(folder)).toEqual(["file"]);
  });
});

describe("a link to a file", () => {
  test.each(Object.keys(ways))("is read %s", (way) => {
    const path = join(folder, "a.csv");
    fs.writeFileSync(path, "user,item,rating\nAda,Alien,5\n");
    expect(readRatings(ways[way](path)).length).toBe(1);
    fs.rmSync(path);
    expect(() => readText(`${path}.link`)).toThrow(/does not exist, expected a file$/);
  });
});
