import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadMovieLens, loadFoldsFrom, loadMovieLensFrom } from "../../src/datasets/movielens";
import { EDITIONS } from "../../src/datasets/movielens-editions";
import type { MovieLensEdition } from "../../src/datasets/movielens-editions";
import { FileError, ValueError } from "../../src/errors";
import { archiveOf, filesOf, md5, serving } from "./movielens-server";

const root = mkdtempSync(join(tmpdir(), "factorlab-movielens-"));
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;
const newFolder = (): string => join(root, `cache-${++folders}`);

/** Answers with the archive and its checksum, and counts what is asked for. */
function good(edition: MovieLensEdition, asked: string[] = []): RequestListener {
  const { zip, md5 } = archiveOf(edition);
  return (request, response) => {
    asked.push(request.url!);
    if (request.url === `/${EDITIONS[edition].archive}.zip`) response.end(zip);
    else if (request.url === `/${EDITIONS[edition].archive}.zip.md5`) response.end(md5);
    else response.writeHead(404).end();
  };
}

/** The error of a failing load of an edition, and what it leaves behind. */
async function failure(listener: RequestListener, options = {}): Promise<{ error: unknown; left: string[] }> {
  const cache = newFolder();
  const error: unknown = await serving(listener, (base) =>
    loadMovieLensFrom(base, "100k", { cache, ...options }).then(
      () => undefined,
      (reason: unknown) => reason,
    ),
  );
  return { error, left: readdirSync(cache) };
}

const editions = Object.keys(EDITIONS) as MovieLensEdition[];

describe("MovieLens", () => {
  test.each(editions)("%s is downloaded once, with titles and genres", async (edition) => {
    const asked: string[] = [];
    const cache = newFolder();
    await serving(good(edition, asked), async (base) => {
      const { ratings, genres, licence } = await loadMovieLensFrom(base, edition, { cache });
      expect([ratings.users, ratings.items, ratings.length]).toEqual([20, 10, 200]);
      expect([ratings.get(1, 1), ratings.timestamps?.[0]]).toEqual([1, 1e9]);
      expect(ratings.scale).toEqual(edition === "100k" || edition === "1m" ? [1, 5] : [0.5, 5]);
      expect(ratings.titleOf(1)).toBe("Misérables, Les (1995)");
      expect(genres.get("1")).toEqual(["Drama", "War"]);
      expect(licence).toContain("Harper");
      const again = await loadMovieLensFrom(base, edition, { cache });
      expect([...again.ratings]).toEqual([...ratings]);
    });
    const { archive } = EDITIONS[edition];
    expect(asked).toEqual([`/${archive}.zip.md5`, `/${archive}.zip`]);
    expect(readdirSync(cache)).toEqual([`${archive}.zip`]);
  });

  test("is read from its folder, the folder around it, or its zip", async () => {
    const around = newFolder();
    for (const [name, bytes] of Object.entries(filesOf("1m"))) {
      mkdirSync(dirname(join(around, name)), { recursive: true });
      writeFileSync(join(around, name), bytes);
    }
    const zip = join(newFolder(), "somewhere.zip");
    mkdirSync(dirname(zip));
    writeFileSync(zip, archiveOf("1m").zip);
    for (const folder of [around, join(around, "ml-1m"), zip]) {
      const { ratings } = await loadMovieLens("1m", { folder });
      expect([ratings.length, ratings.titleOf(2)]).toEqual([200, '"Heat" (1995)']);
    }
  });

  test("uses ids as titles where there are only ratings", async () => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, "u.data"), filesOf("100k")["ml-100k/u.data"]);
    const { ratings, genres } = await loadMovieLens("100k", { folder });
    expect([ratings.length, ratings.titleOf(1), genres.size]).toEqual([200, "1", 0]);
  });

  test("100k has five folds, and each rating is in one test", async () => {
    const folds = await serving(good("100k"), (base) => loadFoldsFrom(base, { cache: newFolder() }));
    expect(folds.map(({ train, test }) => [train.length, test.length])).toEqual(Array(5).fill([160, 40]));
    const tested = folds.flatMap(({ test }) => [...test].map(({ user, item }) => `${user} ${item}`));
    expect(new Set(tested).size).toBe(200);
    for (const { train, test } of folds) expect(test.userIds).toBe(train.userIds);
  });

  test("is accepted as it comes where no checksum is published", async () => {
    const { zip } = archiveOf("latest-small");
    const listener: RequestListener = (request, response) =>
      request.url!.endsWith(".md5") ? response.writeHead(404).end() : response.end(zip);
    const { ratings } = await serving(listener, (base) =>
      loadMovieLensFrom(base, "latest-small", { cache: newFolder() }),
    );
    expect(ratings.length).toBe(200);
  });

  test("reports the progress of the download", async () => {
    const told: [number, number | null][] = [];
    const onProgress = (bytes: number, total: number | null) => told.push([bytes, total]);
    await serving(good("100k"), (base) =>
      loadMovieLensFrom(base, "100k", { cache: newFolder(), onProgress }),
    );
    const { length } = archiveOf("100k").zip;
    expect(told.length).toBeGreaterThan(0);
    expect(told.at(-1)?.[0]).toBe(length);
  });

  test("sweeps up what a process that was killed has left, and nothing of one that runs", async () => {
    const cache = newFolder();
    mkdirSync(cache);
    const left = [
      `ml-100k.zip.${2 ** 30}-1.part`,
      `ml-100k.zip.${process.ppid}-1.part`,
      `ml-1m.zip.${2 ** 30}-1.part`,
    ];
    for (const name of left) writeFileSync(join(cache, name), "half");
    await serving(good("100k"), (base) => loadMovieLensFrom(base, "100k", { cache }));
    expect(readdirSync(cache).sort()).toEqual(["ml-100k.zip", left[1], left[2]].sort());
  });

  test("can be loaded twice at the same time", async () => {
    const cache = newFolder();
    const both = await serving(good("100k"), (base) =>
      Promise.all([1, 2].map(() => loadMovieLensFrom(base, "100k", { cache }))),
    );
    expect(both.map(({ ratings }) => ratings.length)).toEqual([200, 200]);
    expect(readdirSync(cache)).toEqual(["ml-100k.zip"]);
  });
});

describe("a download of MovieLens that fails", () => {
  const { zip } = archiveOf("100k");
  const sum = md5(zip);

  test.each<[string, RequestListener, RegExp]>([
    ["because it is not there", (_, response) => response.writeHead(404).end(), /answered 404/],
    ["because the server has trouble", (_, response) => response.writeHead(503).end(), /answered 503/],
    [
      "because its checksum is another one",
      (request, response) => response.end(request.url!.endsWith(".md5") ? md5(zip.slice(1)) : zip),
      /has? the checksum|with the checksum [0-9a-f]{32}, and [0-9a-f]{32} is published/,
    ],
    [
      "because it is cut",
      (request, response) => {
        if (request.url!.endsWith(".md5")) return response.end(sum);
        response.writeHead(200, { "content-length": zip.length });
        return response.write(zip.subarray(0, 100), () => response.destroy());
      },
      /cannot be had/,
    ],
    [
      "because a page of something else comes",
      (_, response) => response.end("<html>Please log in</html>"),
      /gave no checksum/,
    ],
  ])("%s says what to do, and leaves nothing", async (_, listener, message) => {
    const { error, left } = await failure(listener);
    expect(error).toBeInstanceOf(FileError);
    expect(String(error)).toMatch(message);
    expect(String(error)).toMatch(
      /ml-100k\.zip with a browser and put it into .*loadMovieLens\("100k", \{ folder:/,
    );
    expect(left).toEqual([]);
  });

  test("because there is no network says what to do, and leaves nothing", async () => {
    const cache = newFolder();
    const gone = await serving(
      () => undefined,
      (base) => Promise.resolve(base),
    );
    const load = loadMovieLensFrom(gone, "100k", { cache });
    await expect(load).rejects.toThrow(FileError);
    await expect(load).rejects.toThrow(
      /could not be downloaded:.*cannot be had \(fetch failed: .*with a browser/,
    );
    expect(readdirSync(cache)).toEqual([]);
  });

  test("because it was stopped leaves nothing", async () => {
    const stop = new AbortController();
    const slow: RequestListener = (request, response) => {
      if (request.url!.endsWith(".md5")) return response.end(sum);
      response.writeHead(200, { "content-length": zip.length });
      return response.write(zip.subarray(0, 100));
    };
    const onProgress = () => stop.abort();
    const { error, left } = await failure(slow, { signal: stop.signal, onProgress });
    expect(error).toBeInstanceOf(FileError);
    expect([(error as FileError).name, left]).toEqual(["AbortError", []]);
    expect(String(error)).toMatch(/the download of .*ml-100k\.zip was stopped/);
  });

  test("because the person's function throws leaves nothing", async () => {
    const onProgress = () => {
      throw new RangeError("mine");
    };
    const { error, left } = await failure(good("100k"), { onProgress });
    expect(String(error)).toMatch(/mine/);
    expect(left).toEqual([]);
  });
});

describe("an archive of MovieLens", () => {
  const { zip } = archiveOf("100k");
  const folder = join(root, "hurt.zip");
  const load = (bytes: Uint8Array) => {
    writeFileSync(folder, bytes);
    return loadMovieLens("100k", { folder });
  };

  test("is refused when cut anywhere", async () => {
    for (let length = 1; length < zip.length; length += 31)
      await expect(load(zip.subarray(0, length))).rejects.toThrow(FileError);
  }, 30_000);

  test("is refused with a bit flipped anywhere, or its ratings are unchanged", async () => {
    const whole = String([...(await load(zip)).ratings].map(Object.values));
    let [refused, same] = [0, 0];
    for (let byte = 0; byte < zip.length; byte += 11) {
      const flipped = Uint8Array.from(zip);
      flipped[byte] ^= 1 << (byte % 8);
      const found = await load(flipped).then(
        ({ ratings }) => String([...ratings].map(Object.values)),
        (error: unknown) => error,
      );
      if (found === whole) {
        same++;
        continue;
      }
      expect(found instanceof FileError || found instanceof ValueError).toBe(true);
      refused++;
    }
    expect(refused).toBeGreaterThan(50);
    // A zip also holds names and times that are not checked.
    expect(same).toBeGreaterThan(0);
  }, 30_000);

  test.each<[string, unknown, object, RegExp]>([
    ["an unknown edition", "100K", {}, /^edition is "100K", expected one of "latest-small", "100k"/],
    [
      "a folder without it",
      "1m",
      { folder: root },
      /where there is no ratings\.dat; expected the folder with/,
    ],
    ["a zip that is missing", "1m", { folder: join(root, "no.zip") }, /no\.zip does not exist/],
    ["a number for a folder", "1m", { folder: 5 }, /^folder is 5/],
    ["a misspelt option", "1m", { foldr: "x" }, /did you mean "folder"/],
    ["a signal that is none", "1m", { signal: 5 }, /^signal is 5/],
  ])("is not looked for where the arguments are wrong: %s", async (_, edition, options, message) => {
    await expect(loadMovieLens(edition as MovieLensEdition, options)).rejects.toThrow(message);
  });
});
