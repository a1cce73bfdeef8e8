/** `factorlab recommend` and `factorlab evaluate`, as a shell runs them. */
import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  ALS,
  BayesianMF,
  BiasedMF,
  compareModels,
  DivergenceError,
  ImplicitALS,
  readRatings,
} from "../../src/index";
import { run } from "../../src/jupyter/command/run";
import { thisSystem } from "../../src/jupyter/command/system";
import type { Output } from "../../src/jupyter/command/terminal";

// Each starts a Node or two, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const main = join(import.meta.dirname, "../../lib/jupyter/command/main.js");
const rows = [
  ...["Ada,Alien,5", "Ada,Heat,4", "Ada,Emma,1", "Ben,Alien,1", "Ben,Emma,5", "Ben,Casablanca,5"],
  ...["Cleo,Alien,4", "Cleo,Heat,5", "Cleo,Dune,5", "Dan,Dune,2", "Dan,Emma,4", "Dan,Casablanca,4"],
];
const csv = `user,item,rating\n${rows.join("\n")}\n`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "factorlab ratings "));
  writeFileSync(join(folder, "ratings.csv"), csv);
  const likes = rows.map((row) => row.replace(/,\d$/, ",1"));
  writeFileSync(join(folder, "likes.csv"), `user,item,rating\n${likes.join("\n")}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a command line in this process; paths in the folder are said by their names alone. */
async function factorlab(args: readonly string[], input: string | Buffer | null = null): Promise<Ran> {
  // What is kept of standard input is looked for below.
  vi.stubEnv("TMPDIR", folder).stubEnv("TEMP", folder);
  const said = { out: "", err: "" };
  const stream = (name: "out" | "err"): Output => ({
    write(text, written) {
      said[name] += text;
      written?.();
    },
  });
  const stdin = Object.assign(Readable.from(input === null ? [] : [Buffer.from(input)]), {
    isTTY: input === null,
  });
  const files = args.map((arg) => (/^[a-z]+\.csv$/.test(arg) ? join(folder, arg) : arg));
  const code = await run(files, thisSystem(), { stdin, stdout: stream("out"), stderr: stream("err") });
  vi.unstubAllEnvs();
  return { code, out: said.out, err: said.err.replaceAll(join(folder, "x").slice(0, -1), "") };
}

/** What of a line of JSON is looked at by itself. */
interface Line {
  user: string;
  model: string;
  items: { score: number }[];
}

const lines = (text: string): Line[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("recommend", () => {
  test("lists what somebody may like on stdout, and says on stderr how it came to it", async () => {
    const { code, out, err } = await factorlab(["recommend", "ratings.csv", "--for", "Ada"]);
    expect(code).toBe(0);
    const note = "All predictions are below 3.33, the mean of Ada's ratings.";
    expect(out).toMatch(/^For Ada \(rating\)\n {2}1 {2}\w+ +\d\.\d+\n {2}2 {2}\w+ +\d\.\d+\n.+\n$/);
    expect(out.split("\n").at(-2)).toBe(note);
    expect(err).toContain("Reading ratings.csv …");
    expect(err).toContain("4 users × 5 items, 12 ratings");
    expect(err).toMatch(/Trained BayesianMF: \d+ epochs, seed 0/);
  });

  test("gives with --json a line for each user, with the numbers of the library, and is silent with --quiet", async () => {
    const args = ["recommend", "ratings.csv", "--for=Ada", "--for", "Ben", "--json", "-q", "--reasons"];
    const { code, out, err } = await factorlab([...args, "-n", "1"]);
    expect([code, err]).toEqual([0, ""]);
    const model = new BayesianMF({ seed: 0 }).fit(readRatings(join(folder, "ratings.csv")));
    const expected = ["Ada", "Ben"].map((user) => {
      const { entries: items, notes } = model.recommend(user, { count: 1, reasons: true });
      const more = notes.length > 0 ? { notes } : {};
      return { user, model: "BayesianMF", measure: "rating", items, ...more };
    });
    expect(lines(out)).toEqual(JSON.parse(JSON.stringify(expected)));
  });

  test("writes the lists into a file with --output, as the library writes them, and nothing to stdout", async () => {
    for (const ending of ["csv", "jsonl", "parquet"]) {
      const [file, own] = ["lists", "own"].map((name) => join(folder, `${name}.${ending}`));
      const args = ["recommend", "ratings.csv", "--all", "--model", "ALS", "-n", "2", "-o", file];
      const { code, out, err } = await factorlab(args);
      expect([code, out]).toEqual([0, ""]);
      expect(err).toContain(`Wrote lists.${ending}`);
      const model = new ALS({ seed: 0 }).fit(readRatings(join(folder, "ratings.csv")));
      await model.recommendAll({ count: 2 }).save(own);
      expect(readFileSync(file).equals(readFileSync(own))).toBe(true);
    }
  });

  test.each([
    [
      ["--output", "top.xlsx"],
      '--output is "top.xlsx", expected a name that ends in .csv, .jsonl, .ndjson or',
    ],
    [["--output", "top.csv", "--json"], "--output and --json exclude one another"],
    [["--output", "top.csv", "--reasons"], "--output and --reasons exclude one another"],
  ])("refuses %j before the file is read", async (args, message) => {
    const { code, out, err } = await factorlab(["recommend", "none.csv", "--all", ...args]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  test("takes the model and its settings that are named, whatever the case of the name", async () => {
    const args = ["recommend", "ratings.csv", "--for", "Ada", "--json", "--model", "als"];
    const { out } = await factorlab([...args, "--features", "2", "--epochs", "3", "--seed", "5"]);
    const model = new ALS({ features: 2, epochs: 3, seed: 5 }).fit(readRatings(join(folder, "ratings.csv")));
    expect(lines(out)[0]).toMatchObject({
      model: "ALS",
      items: [...model.recommend("Ada")].map(({ id, score }) => ({ id, score })),
    });
  });

  test("lists for everybody with --all what it lists for each, and leaves out a setting that a model has not", async () => {
    const args = ["recommend", "ratings.csv", "--json", "-q", "--model", "BiasOnly", "--features", "3"];
    const all = await factorlab([...args, "--all"]);
    const each = await factorlab([
      ...args,
      ...["Ada", "Ben", "Cleo", "Dan"].flatMap((user) => ["--for", user]),
    ]);
    expect(all.code).toBe(0);
    expect(lines(all.out).map(({ user }) => user)).toEqual(["Ada", "Ben", "Cleo", "Dan"]);
    expect(all.out).toBe(each.out);
  });

  test("takes a model of likes where all ratings are equal, and where each line counts", async () => {
    const likes = await factorlab(["recommend", "likes.csv", "--for", "Ada", "--json"]);
    expect(lines(likes.out)[0]).toMatchObject({ model: "ImplicitALS", measure: "score" });
    const counted = await factorlab(["recommend", "ratings.csv", "--for", "Ada", "--json", "--no-ratings"]);
    const model = new ImplicitALS({ seed: 0 }).fit(
      readRatings(join(folder, "ratings.csv"), { rating: null }),
    );
    expect(lines(counted.out)[0].items[0].score).toBe(model.recommend("Ada").entries[0].score);
  });

  test("says the ratings that speak for an item", async () => {
    const { out } = await factorlab(["recommend", "ratings.csv", "--for", "Ben", "--reasons", "-q"]);
    expect(out).toMatch(/ {2}1 {2}\w+ +[\d.]+ {2}because of \w+ \(5\)/);
  });

  test("never passes on what a terminal would take for an order", async () => {
    const evil = "Cleo,\u001b]0;title\u0007\u202eDune,5\nAda,Alien,5\nCleo,Alien,5\nAda,Emma,3\n";
    const { out } = await factorlab(["recommend", "--for", "Ada", "-q"], evil);
    expect(out).toContain("\uFFFD]0;title\uFFFD\uFFFDDune");
  });
});

describe("standard input", () => {
  const expected = async (): Promise<string> =>
    (await factorlab(["recommend", "ratings.csv", "--for", "Ada", "-q"])).out;
  const records = rows
    .map((row) => row.split(","))
    .map(([user, item, rating]) => ({ user, item, rating: +rating }));

  test.each<[string, string | Buffer, string[]]>([
    ["CSV, where no file is named", csv, []],
    ["CSV, named as a dash", csv, ["-"]],
    ["packed CSV", gzipSync(csv), []],
    ["JSON lines", records.map((record) => JSON.stringify(record)).join("\n"), []],
    ["lists in lines", records.map((record) => JSON.stringify(Object.values(record))).join("\n"), []],
    ["a JSON list", JSON.stringify(records, null, 2), []],
    [
      "events to be summed",
      `${csv.replace("Ada,Alien,5", "Ada,Alien,2")}Ada,Alien,3\n`,
      ["--duplicates", "sum"],
    ],
    [
      "lines with weights",
      `${csv.replace("rating", "rating,w").replace(/,(\d)$/gm, ",$1,1")}Ada,Dune,2,0\n`,
      ["--weight-column", "w"],
    ],
    [
      "lines that are to be left out",
      `${csv}Ada,Dune,NA\nBen,Dune,-1\n`,
      ["--skip-invalid", "--missing=-1,0"],
    ],
    ["quotes that are letters", csv.replaceAll(",", "\t"), ["--no-quotes"]],
    ["another separator", csv.replaceAll(",", "^"), ["--separator", "^"]],
    ["a tab that is typed", csv.replaceAll(",", "\t"), ["--separator", "\\t"]],
    [
      "columns by number",
      rows.map((row) => row.split(",").reverse().join(",")).join("\n"),
      [...["--no-header", "--user-column", "2", "--item-column", "1", "--rating-column", "0"]],
    ],
  ])("may be %s", async (_, input, args) => {
    expect(await factorlab(["recommend", ...args, "--for", "Ada", "-q"], input)).toEqual({
      code: 0,
      out: await expected(),
      err: "",
    });
  });

  test("is named in errors, and leaves no file behind", async () => {
    const before = readdirSync(folder).sort();
    const { code, out, err } = await factorlab(["recommend", "--for", "Ada", "-q"], `${csv}Ben,Heat,good\n`);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toBe('standard input: rating in line 14 is "good", expected a number\n');
    expect((await factorlab(["recommend", "--for", "Ada", "-q"], "")).err).toMatch(
      /^standard input is empty/,
    );
    expect(readdirSync(folder).sort()).toEqual(before);
  });
});

test("a reader that has enough, as head has, ends it quietly", async () => {
  const many = Array.from({ length: 20_000 }, (_, user) => `${user},${user % 7},${1 + (user % 5)}`);
  writeFileSync(join(folder, "many.csv"), many.join("\n"));
  const args = [main, "recommend", "many.csv", "--all", "--json", "--model", "BiasOnly", "-q"];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const closed = new Promise((resolve) => child.once("close", resolve));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.stdout.destroy();
  expect([await closed, err]).toEqual([0, ""]);
  rmSync(join(folder, "many.csv"));
});

test.skipIf(process.platform !== "linux")("a full disk is told in a sentence", () => {
  const full = openSync("/dev/full", "w");
  const args = [main, "recommend", "ratings.csv", "--for", "Ada", "--model", "BiasOnly", "-q"];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    stdio: ["ignore", full, "pipe"],
  });
  closeSync(full);
  expect([status, String(stderr)]).toEqual([1, "The output cannot be written: the disk is full.\n"]);
});

describe("evaluate", () => {
  test("compares models on folds, with the numbers of the library", async () => {
    const args = [
      "evaluate",
      "ratings.csv",
      "--folds",
      "3",
      "--models",
      "ALS,bayesianmf",
      "--metrics",
      "rmse,nDCG",
    ];
    const comparison = compareModels(
      { ALS: () => new ALS({ seed: 0 }), BayesianMF: () => new BayesianMF({ seed: 0 }) },
      readRatings(join(folder, "ratings.csv")),
      { folds: 3, metrics: ["rmse", "ndcg"], k: 3, relevantFrom: 4 },
    );
    const table = await factorlab([...args, "-k", "3", "--relevant-from", "4"]);
    expect([table.code, table.out]).toEqual([0, `${String(comparison)}\n`]);
    expect(table.err).toContain("ALS, fold 3 of 3 …\nBayesianMF, fold 1 of 3 …");
    const json = await factorlab([...args, "-k", "3", "--relevant-from", "4", "--json", "-q"]);
    expect(json.err).toBe("");
    const { ALS: als, BayesianMF: bayesian } = comparison.results;
    expect(lines(json.out)).toEqual([
      { model: "ALS", mean: als.mean, std: als.std, standardError: als.standardError, folds: 3 },
      {
        model: "BayesianMF",
        mean: bayesian.mean,
        std: bayesian.std,
        standardError: bayesian.standardError,
        folds: 3,
      },
    ]);
  });

  test("compares by itself a plain model with good ones, and others where all ratings are equal", async () => {
    const models = async (file: string): Promise<string[]> =>
      lines((await factorlab(["evaluate", file, "--json", "--folds", "2"])).out).map(({ model }) => model);
    expect(await models("ratings.csv")).toEqual(["BiasOnly", "ALS", "BayesianMF"]);
    expect(await models("likes.csv")).toEqual(["MostPopular", "ImplicitALS", "EASE"]);
  });

  test("measures on a file of held-out ratings, and gives null where there is nothing to measure", async () => {
    writeFileSync(join(folder, "test.csv"), "user,item,rating\nAda,Dune,4\nBen,Heat,2\n");
    const { code, out } = await factorlab([
      ...[
        "evaluate",
        "ratings.csv",
        "--test",
        "test.csv",
        "--models",
        "GlobalMean,MostPopular",
        "--metrics",
        "rmse,mae",
      ],
      "--json",
    ]);
    rmSync(join(folder, "test.csv"));
    // The mean is 45 ÷ 12, and the errors 0.25 and 1.75.
    expect([code, lines(out)]).toEqual([
      0,
      [
        {
          model: "GlobalMean",
          mean: { rmse: Math.sqrt((0.25 ** 2 + 1.75 ** 2) / 2), mae: 1 },
          std: { rmse: 0, mae: 0 },
          // Of absolute errors, 1.5 ÷ 2; of squares 1.5, which is divided by 2 × 1.25 for their root.
          standardError: { rmse: expect.closeTo(0.6, 12) as number, mae: 0.75 },
          folds: 1,
        },
        {
          model: "MostPopular",
          ...{ mean: { rmse: null, mae: null }, std: { rmse: null, mae: null } },
          standardError: { rmse: null, mae: null },
          folds: 1,
        },
      ],
    ]);
  });
});

test("a training that diverged is in the table and on stderr, and gives 1 although others went well", async () => {
  vi.spyOn(BiasedMF.prototype, "fit").mockImplementation(() => {
    throw new DivergenceError(3, { learningRate: 1, suggestedRate: 0.1 }, 1, "epoch");
  });
  const args = ["evaluate", "ratings.csv", "--models", "BiasedMF,GlobalMean", "--metrics", "rmse"];
  const { code, out, err } = await factorlab(args);
  expect(code).toBe(1);
  expect(out).toMatch(/^BiasedMF +– +diverged\nGlobalMean +\d/m);
  expect(err).toContain("BiasedMF: training diverged at epoch 3");
  const json = lines((await factorlab([...args, "--json"])).out);
  expect(json[0]).toMatchObject({
    mean: { rmse: null },
    diverged: expect.stringMatching(/^training diverged/),
  });
  expect(json[1]).not.toHaveProperty("diverged");
});

describe("a mistake", () => {
  test.each<[string[], number, RegExp]>([
    [["recommend", "ratings.csv"], 2, /^Say whom for: factorlab recommend ratings\.csv --for Ada\n/],
    [["recommend", "ratings.csv", "--for", "Ada", "--all"], 2, /^Say --for or --all, not both/],
    [
      ["recommend", "ratings.csv", "more.csv", "--for", "Ada"],
      2,
      /does not know what to do with "more\.csv"/,
    ],
    [
      ["recommend", "ratings.csv", "--for", "Ada", "--model", "Bayesian-MF"],
      2,
      /^There is no model "Bayesian-MF"\. Did you mean "BayesianMF"\?/,
    ],
    [
      ["recommend", "ratings.csv", "--for", "Ada", "--count", "ten"],
      2,
      /^--count is "ten", expected a number\.\n$/,
    ],
    [
      ["recommend", "ratings.csv", "--for", "Ada", "--count", "0"],
      2,
      /^--count is "0", expected a whole number ≥ 1\.\n$/,
    ],
    [
      ["recommend", "ratings.csv", "--for", "Ada", "--top", "3"],
      2,
      /has no option --top\. Did you mean "--count"\?/,
    ],
    [
      ["recommend", "ratings.csv", "--for", "Ada", "--no-ratings", "--rating-column", "stars"],
      2,
      /exclude one another/,
    ],
    [["recommend", "gone.csv", "--for", "Ada"], 1, /^gone\.csv does not exist, expected a file\n$/],
    [["recommend", ".", "--for", "Ada"], 1, / is a folder, expected a file\n$/],
    [
      ["recommend", "ratings.csv", "--for", "Adda"],
      1,
      /^--for is "Adda", expected one of the 4 users of the ratings, such as "Ada"\n$/,
    ],
    [["recommend", "ratings.csv", "--for", "Ada", "--user-column", "who"], 1, /^ratings\.csv: user is "who"/],
    [
      ["evaluate", "ratings.csv", "--metrics", "rmsee"],
      2,
      /^There is no metric "rmsee"\. Did you mean "rmse"\?/,
    ],
    [["evaluate", "ratings.csv", "--folds", "3", "--test", "test.csv"], 2, /--folds is one too many/],
    [
      ["evaluate", "ratings.csv", "--folds", "13"],
      1,
      /^folds is 13, expected no more folds than the 12 ratings there are\n$/,
    ],
  ])("%j ends with code %i and a sentence, before anything is written", async (args, code, message) => {
    const ran = await factorlab([...args, "-q"]);
    expect(ran).toEqual({ code, out: "", err: expect.stringMatching(message) });
    expect(ran.err).not.toMatch(/^\s+at /m);
  });
});
