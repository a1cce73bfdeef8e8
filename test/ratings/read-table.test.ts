import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { FactorlabError } from "../../src/errors";
import { readTable } from "../../src/ratings/read-table";
import type { ReadTableOptions } from "../../src/ratings/read-table";

const folder = mkdtempSync(join(tmpdir(), "factorlab tables "));
afterAll(() => rmSync(folder, { recursive: true }));

function table(content: string | Uint8Array): string {
  const path = join(folder, "wide.csv");
  writeFileSync(path, content);
  return path;
}

const named = [
  ["Ada", "Alien", 5],
  ["Ada", "Heat", 3],
  ["Ben", "Heat", 4],
];
const counted = [
  [0, 0, 5],
  [0, 1, 3],
  [1, 1, 4],
];

describe("a table in a file, with a row for each user and a column for each item", () => {
  test.each<[string, string | Uint8Array, ReadTableOptions, unknown[][]]>([
    ["without names", "5,3\n,4\n", {}, counted],
    ["without names, 99 for what is not rated", "5,3\n99,4\n", { missing: [99] }, counted],
    ["without names, 0 for what is not rated", "5 3\n0 4\n", { missing: [0] }, counted],
    ["with a column that is no item", "2,5,3\n1,99,4\n", { missing: [99], omit: [0] }, counted],
    ["with names of both", "user,Alien,Heat\nAda,5,3\nBen,,4\n", {}, named],
    ["with a blank corner and numbers for names", ",7,8\n17,5,3\n18,,4\n", {}, [["17", "7", 5], ["17", "8", 3], ["18", "8", 4]]],
    ["with a blank corner", ",Alien,Heat\nAda,5,3\nBen,NA,4\n", { missing: ["NA"] }, named],
    ["with names of rows alone", "Ada,5,3\nBen,,4\n", {}, named.map(([user, item, rating]) => [user, item === "Alien" ? 0 : 1, rating])],
    ["with names of columns alone", "Alien,Heat\n5,3\n,4\n", {}, counted.map(([user, item, rating]) => [user, item === 0 ? "Alien" : "Heat", rating])],
    ["with one name fewer than columns, as R writes it", '"Alien" "Heat"\n"Ada" 5 3\n"Ben" NA 4\n', { missing: ["NA"] }, named],
    ["with numbers for names", "userId,7,8\n17,5,3\n18,,4\n", {}, [["17", "7", 5], ["17", "8", 3], ["18", "8", 4]]],
    ["with numbers for names that are told", "7,8,9\n17,5,3\n", { header: true, rowNames: true }, [["17", "8", 5], ["17", "9", 3]]],
    ["with decimal commas, packed", gzipSync("Alien;Heat\n5,0;3\n;4\n"), { decimal: "," }, counted.map(([user, item, rating]) => [user, item === 0 ? "Alien" : "Heat", rating])],
  ])("%s is read", (_, content, options, read) => {
    expect([...readTable(table(content), options)].map(({ user, item, rating }) => [user, item, rating])).toEqual(read);
  });

  test("keeps users and items without a rating, takes a scale, and tells what was found", () => {
    const ratings = readTable(table("Alien,Heat\n5,99\n99,99\n"), { missing: [99], scale: [1, 5] });
    expect([ratings.users, ratings.items, ratings.length, ratings.scale]).toEqual([2, 2, 1, [1, 5]]);
    expect(ratings.source).toMatchObject({ format: "table", separator: ",", encoding: "utf-8", rows: 4 });
    expect(ratings.source.leftOut).toEqual({ missing: 3, invalid: 0, first: [] });
    expect(String(ratings)).toMatch(/; 3 of 4 rows left out: 3 without a rating$/);
  });

  test.each<[string, string, ReadTableOptions, string]>([
    ["a cell in words", "5,3\n4,good\n2,2\n", { header: false }, 'line 2, column 1, is "good", expected a number; missing: ["good"] takes it for no rating'],
    ["a row that is short", "5,3\n4\n", {}, "line 2 has 1 cell, expected 2, as the rows before it"],
    ["a rating off the scale", "5,3\n4,7\n", { scale: [1, 5] }, "line 2, column 1, is 7, expected a number from 1 to 5, the scale"],
    ["nothing rated", "99,99\n99,99\n", { missing: [99] }, "ratings is empty: all 4 rows were left out, expected at least one rating"],
    ["a user twice", "Ada,5,3\nAda,1,2\n", {}, "users has 1 different ids, expected 2, one for each row"],
    ["a place that is none", "5,3\n", { omit: [-1] }, "omit is a list of 1, expected a list of the places of columns, from 0"],
  ])("%s is refused", (_, content, options, message) => {
    expect(() => readTable(table(content), options)).toThrow(FactorlabError);
    expect(() => readTable(table(content), options)).toThrow(message);
  });
}); // prettier-ignore
