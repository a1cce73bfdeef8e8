import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { Ratings, ValueError } from "factorlab";
import { SparkALS, SparkServerError } from "factorlab/spark";
import { expect, it } from "vitest";
import { TOKEN } from "./cluster";
import { csv, failure, file, fit, openSessions, remote, small, spark, stars } from "./helpers";

const rows = stars(6, 5);
const port = /:(\d+)/.exec(remote)![1];

/** The problem and the message of what a training fails with; none holds the token. */
async function told(work: Promise<unknown>): Promise<[string, string]> {
  const error = await failure(work);
  const all = [error.message, error.stack, String(error.cause), JSON.stringify(error)].join("\n");
  expect(all).not.toContain(TOKEN);
  return [error.problem, error.message];
}

it("a server that is not there, or of another kind, is named", async () => {
  const [problem, message] = await told(fit(small, { remote: "sc://localhost:1" }));
  expect([problem, message]).toEqual([
    "unreachable",
    expect.stringContaining("no Spark server answers at localhost:1"),
  ]);
  const page = /:(\d+)$/.exec(spark.page)![1];
  expect((await told(fit(small, { remote: `sc://localhost:${page}` })))[0]).toMatch(/unreachable|tls/);
  const mute = createServer((socket) => socket.on("error", () => undefined));
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  const silent = new SparkALS().fit(small, {
    remote: `sc://localhost:${(mute.address() as AddressInfo).port}`,
  });
  expect((await told(silent))[1]).toContain("within 5 s");
  mute.close();
}, 30_000);

it("a wrong token, none, and one that would go unencrypted are told apart, and a server without TLS is", async () => {
  expect(await told(fit(small, { remote: `sc://localhost:${port}/;token=wrong` }))).toEqual([
    "token",
    expect.stringContaining("refuses the token"),
  ]);
  expect(await told(fit(small, { remote: `sc://localhost:${port}` }))).toEqual([
    "token",
    expect.stringContaining("asks for a token"),
  ]);
  expect(await told(fit(small, { remote: `${remote};use_ssl=true` }))).toEqual([
    "tls",
    expect.stringContaining("does not speak TLS"),
  ]);
  expect(await told(fit(small, { remote: `sc://spark.example/;token=${TOKEN};use_ssl=false` }))).toEqual([
    "remote",
    expect.stringContaining("would send the token for all to read"),
  ]);
  expect((await told(fit(small, { remote: `http://${TOKEN}` })))[0]).toBe("remote");
});

it("a path, a table, a query or a column that is not there is named", async () => {
  expect(await told(fit("/nowhere/ratings.parquet"))).toEqual([
    "source",
    expect.stringContaining("nothing at file:/nowhere/ratings.parquet"),
  ]);
  expect(await told(fit({ table: "shop.ratings" }))).toEqual([
    "source",
    expect.stringContaining("no table or view"),
  ]);
  expect((await told(fit({ sql: "SELEKT 1" })))[0]).toBe("source");
  expect((await told(fit({ sql: "SELECT nobody FROM range(3)" })))[0]).toBe("column");
  expect((await told(fit("ratings")))[1]).toContain('{ path, format: "parquet" }');
  const path = csv("columns.csv", rows);
  const [problem, message] = await told(fit(path, { user: "reader" }));
  expect([problem, message]).toEqual(["column", expect.stringMatching(/"reader".*"user", "item", "rating"/)]);
  const error = await failure(fit("/nowhere/ratings.parquet"));
  expect(error.cause).toBeInstanceOf(SparkServerError);
  expect((error.cause as SparkServerError).condition).toBe("PATH_NOT_FOUND");
  await expect(fit({ nothing: 1 } as never)).rejects.toThrow(ValueError);
});

it("text, null, NaN and infinite ratings are counted, with one of them", async () => {
  const text = csv("text.csv", [...rows, ["u1", "x", "good"], ["u2", "x", "bad"]]);
  expect(await told(fit(text))).toEqual([
    "type",
    expect.stringMatching(/^2 rows have text where a number is wanted in the column "rating", such as "bad"/),
  ]);
  const nan = csv("nan.csv", [...rows, ["u1", "x", "NaN"]]);
  expect(await told(fit(nan))).toEqual([
    "values",
    expect.stringMatching(/^1 row has a rating that is NaN .*"u1"/),
  ]);
  const empty = csv("null.csv", [...rows, ["u1", "x", ""], ["u2", "x", ""], ["u3", "x", ""]]);
  expect(await told(fit(empty))).toEqual([
    "values",
    expect.stringMatching(/^3 rows have no rating \(null\)/),
  ]);
  const infinite = { sql: "SELECT 1 AS user, 2 AS item, double('infinity') AS rating" };
  expect(await told(fit(infinite))).toEqual(["values", expect.stringContaining("1 row has a rating beyond")]);
  const lists = { sql: "SELECT 1 AS user, 2 AS item, array(1, 2) AS rating" };
  expect(await told(fit(lists))).toEqual(["type", expect.stringContaining("Spark's type array")]);
});

it("ids that are missing, and ones with a fraction, are refused", async () => {
  const source = {
    sql: "SELECT * FROM VALUES (1.5D, 'a', 3), (2D, null, 4), (3D, '', 4) AS t(user, item, rating)",
  };
  expect(await told(fit(source))).toEqual([
    "values",
    expect.stringMatching(/^1 row has an id of a user .*such as "1.5"/),
  ]);
  const items = { sql: "SELECT * FROM VALUES (2, null, 4), (3, 'b', 4) AS t(user, item, rating)" };
  expect(await told(fit(items))).toEqual(["values", expect.stringMatching(/^1 row has no item \(null\)/)]);
});

it("negative counts, no ratings at all, and two ratings of one pair are refused", async () => {
  const negative = csv("negative.csv", [...rows, ["u1", "x", -2]]);
  expect(await told(fit(negative, {}, { implicit: true }))).toEqual([
    "values",
    expect.stringMatching(/^1 row has a negative rating .*counts above 0 with implicit: true/),
  ]);
  expect(await told(fit(csv("empty.csv", [])))).toEqual(["empty", expect.stringContaining("no ratings")]);
  const twice = csv("twice-refused.csv", [...rows, ["u1", "x", 2], ["u1", "x", 3], ["u1", "x", 1]]);
  expect(await told(fit(twice))).toEqual([
    "duplicates",
    expect.stringContaining('user "u1" rated item "x" 3 times'),
  ]);
  await expect(fit(twice, { duplicates: "last" as never })).rejects.toThrow(/rows on Spark have no order/);
  await expect(fit(Ratings.from([["a", "b", -1]]), {}, { implicit: true })).rejects.toThrow(ValueError);
});

it("equations without a single solution are named, and the next training goes on", async () => {
  const sparse = csv("sparse.csv", [
    ["a", "x", 1],
    ["b", "y", 5],
    ["c", "z", 2],
  ]);
  expect(await told(fit(sparse, {}, { regularization: 0, features: 8 }))).toEqual([
    "singular",
    expect.stringContaining("regularization 0"),
  ]);
  expect((await fit(sparse)).epoch).toBe(1);
});

it("a model over the server's limit is refused before it is trained", async () => {
  const source = { sql: "SELECT id AS user, id % 1000 AS item, 1D + id % 5 AS rating FROM range(60000)" };
  const [problem, message] = await told(fit(source, {}, { features: 5000 }));
  expect([problem, message]).toEqual([
    "size",
    expect.stringMatching(/would take 1\.\d+ GiB for about .* users and .*maxModelSize=3g/),
  ]);
});

it("no session is left of all these", async () => {
  expect(await openSessions()).toBe(0);
  // Nor does the log of any process have the token.
  const logs = spawnSync("grep", ["-rl", TOKEN, spark.folder], { encoding: "utf8" });
  expect(logs.stdout).toBe("");
  expect(file("done.txt", ["done"])).toContain(spark.folder);
});
