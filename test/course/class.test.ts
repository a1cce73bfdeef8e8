/** A class's ratings, as they come from real spreadsheets. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { classRatings, classSheet } from "../../src/course";
import { datasets } from "../../src/index";
import { jupyterDisplay } from "../../src/outputs/bundle";
import { checkPayload } from "../../src/payload/check";
import { PAYLOAD_MIME } from "../../src/payload/types";

const sheet = (...lines: string[]): string => lines.map((line) => line.replaceAll(" | ", "\t")).join("\n");
const read = (...lines: string[]): ReturnType<typeof classRatings> => classRatings(sheet(...lines));

/** A class of invented pupils: those of the films of the data sets, again and again. */
function invented(pupils: number): string {
  const { rows, columns, cells } = datasets.films();
  const lines = Array.from({ length: pupils }, (_, u) =>
    [
      `${rows[u % rows.length]} ${Math.floor(u / rows.length) + 1}`,
      ...cells[u % rows.length].map((cell) => cell ?? ""),
    ].join("\t"),
  );
  return [["Name", ...columns].join("\t"), ...lines].join("\n");
}

describe("a class's sheet", () => {
  test("gives names, films and ratings, with null for what was not seen", () => {
    const ours = read("Name | Titanic | Shrek | Avatar", "Ada | 5 | not seen | 2", "Ben |  | 4 | -");
    expect(ours.rows).toEqual(["Ada", "Ben"]);
    expect(ours.columns).toEqual(["Titanic", "Shrek", "Avatar"]);
    expect(ours.cells).toEqual([
      [5, null, 2],
      [null, 4, null],
    ]);
    expect(ours.notes).toEqual([]);
    expect(ours.ratings).toHaveLength(3);
  });

  test.each([
    ["4,5", 4.5],
    ["4.5", 4.5],
    ["4½", 4.5],
    ["4/5", 4],
    ["4 of 5", 4],
    ["4 von 5", 4],
    ["4 stars", 4],
    ["1 Stern", 1],
    ["4 Sterne!", 4],
    ["★★★★☆", 4],
    ["⭐️⭐️", 2],
    ["***", 3],
    ["5!", 5],
    ["nicht gesehen", null],
    ["n/a", null],
    ["Haven’t seen it", null],
  ])("reads %j as %j", (text, rating) => {
    const ours = read("Name | Titanic | Shrek", `Ada | ${text} | 3`, "Ben | 1 | 3", "Cem | 2 | 3");
    expect(ours.cells[0][0]).toBe(rating);
  });

  test("takes what is no rating for not seen, and says where it stood", () => {
    const { cells, notes } = read(
      "Name | Titanic | Shrek",
      "Ada | great | 3",
      "Ben | 45 | 3",
      "Cem | 2 | 0",
      "Do | 1 | 1",
    );
    expect(cells.slice(0, 3)).toEqual([
      [null, 3],
      [null, 3],
      [2, null],
    ]);
    expect(notes).toEqual([
      "Ada, Titanic: “great” is not a number, and counts as not seen.",
      "Ben, Titanic: 45 is not between 1 and 5, and counts as not seen.",
      "Cem, Shrek: 0 is not between 1 and 5, and counts as not seen.",
    ]);
  });

  test("names five cells that it cannot read, and counts the others", () => {
    const rows = Array.from({ length: 8 }, (_, k) => `P${k} | ? no | 3`);
    const { notes } = read("Name | Titanic | Shrek", ...rows, ...rows.map((_, k) => `Q${k} | 4 | 2`));
    expect(notes).toHaveLength(6);
    expect(notes[5]).toBe("So do 3 more cells.");
  });

  test("keeps two of one name apart, and leaves out who rated nothing", () => {
    const { rows, notes } = read("Name | A | B", "Anna | 1 | 2", "anna | 3 | 4", "Gus |  | ", " | 5 | 5");
    expect(rows).toEqual(["Anna", "anna (2)", "Pupil 4"]);
    expect(notes).toEqual([
      "There is more than one “anna”: this one is called “anna (2)”.",
      "Left out, since they rated nothing: Gus.",
    ]);
  });

  test("leaves out films that nobody rated", () => {
    const { columns, notes } = read("Name | A | B | C", "Ada | 1 |  | 2", "Ben | 3 | - | 2");
    expect(columns).toEqual(["A", "C"]);
    expect(notes).toEqual(["Left out, since nobody rated them: B."]);
  });

  test("takes the answers of a form, without times and addresses", () => {
    const form = `Timestamp,"What is your name?","How were they? [Titanic]","How were they? [The Good, the Bad and the Ugly]",Email
2026/11/03 10:11:12,Ada,5,4,ada@example.org
2026/11/03 10:11:58,Ben,,2,ben@example.org`;
    const { rows, columns, cells, notes } = classRatings(form);
    expect(rows).toEqual(["Ada", "Ben"]);
    expect(columns).toEqual(["Titanic", "The Good, the Bad and the Ugly"]);
    expect(cells[1]).toEqual([null, 2]);
    expect(notes).toEqual(["Not read: “Timestamp”, “Email”."]);
  });

  test("passes over a title, a column that counts, and means below", () => {
    const { rows, columns } = read(
      ...["Class 7b |  |  | ", "# | Name | Titanic | Shrek", "1 | Ada | 5 | 4", "2 | Ben | 3 | 2"],
      ...["3 | Cem | 1 | 2", "4 | Do | 1 | 2", " | Mean | 2.5 | 2.5"],
    );
    expect(rows).toEqual(["Ada", "Ben", "Cem", "Do"]);
    expect(columns).toEqual(["Titanic", "Shrek"]);
  });

  test("reads films with a line break in quotes, semicolons, and the mark of Excel", () => {
    const quoted = classRatings('Name\t"Harry Potter\nand the Stone"\tShrek\nAda\t5\t4\nBen\t3\t2');
    expect(quoted.columns).toEqual(["Harry Potter and the Stone", "Shrek"]);
    const excel = classRatings("\uFEFFName;Titanic;Shrek\r\nAda;4,5;2\r\nBen;;1\r\n");
    expect(excel.cells).toEqual([
      [4.5, 2],
      [null, 1],
    ]);
  });

  test("may have our films below one another, or any films where that is said", () => {
    const turned = sheet("Film | Ada | Ben", "Titanic | 5 | 4", "Shrek | 3 | 2", "Avatar |  | 1");
    expect(classRatings(turned).rows).toEqual(["Ada", "Ben"]);
    const others = sheet("Film | Ada | Ben", "Alpha | 5 | 4", "Beta | 3 | 2");
    expect(classRatings(others).columns).toEqual(["Ada", "Ben"]);
    expect(classRatings(others, { films: "rows" }).columns).toEqual(["Alpha", "Beta"]);
  });

  test("may have no names at all, and another scale", () => {
    const ours = classRatings("8\t10\n7\t1", { scale: [1, 10] });
    expect(ours.rows).toEqual(["Pupil 1", "Pupil 2"]);
    expect(ours.columns).toEqual(["Film 1", "Film 2"]);
    expect(ours.cells[0]).toEqual([8, 10]);
  });

  test.each([
    [""],
    ["   \n"],
    ["hello"],
    ["Name\tTitanic\nAda\t"],
    ["a\tb\nc\td"],
    ['Name,"Titanic\nAda,5'],
    [5],
    [null],
  ])("refuses %j in a sentence", (text) => {
    expect(() => classRatings(text as string)).toThrow(/^text (?:is|has no ratings)/);
  });

  test.each([
    [{ scale: [5, 1] }, /^scale is/],
    [{ scale: 5 }, /^scale is/],
    [{ films: "cols" }, /^films is/],
    [{ flims: "rows" }, /did you mean "films"/],
  ])("refuses the options %j", (options, message) => {
    expect(() => classRatings("A\tB\n1\t2", options as object)).toThrow(message);
  });

  test("is shown as a table with what was left out below it", () => {
    const ours = read("Name | A | B", "Ada | 1 | x", "Ben | 3 | 2", "Gus |  | ");
    const payload = ours[jupyterDisplay]()[PAYLOAD_MIME];
    expect(checkPayload(payload)).toEqual(payload);
    expect(payload).toMatchObject({
      kind: "table",
      title: "2 pupils, 2 films, 3 ratings (75 % of the table)",
    });
    expect((payload as { notes: string[] }).notes).toContain("Left out, since they rated nothing: Gus.");
  });
});

describe("a class as data", () => {
  test.each([5, 20, 35])(
    "of %i pupils is factorized, and each is told whom they are like",
    async (pupils) => {
      const ours = classRatings(invented(pupils));
      const fac = await ours.factorize();
      expect(ours.rows).toHaveLength(pupils);
      expect(fac.L.rows).toBe(pupils);
      expect(fac.history.loss.at(-1)).toBeLessThan(fac.history.loss[0]);
      for (const name of ours.rows)
        expect(ours.alike(name)).toMatch(new RegExp(`^${name} is most like \\w+ \\d|Nobody`));
    },
  );

  test("finds the neighbour whose ratings are the same", () => {
    expect(classRatings(invented(30)).alike("hana 1")).toMatch(
      /^Hana 1 is most like Hana 2: their features point the same way \(cosine 1\.00\)\. Of the \d+ films that both have rated, all are at most one star apart, such as /,
    );
  });

  test("says of somebody with one film that it is too little", () => {
    const ours = read("Name | A | B | C", "Ada | 5 |  | ", "Ben | 1 | 2 | 3", "Cem | 1 | 2 | 4");
    expect(ours.alike("Ada")).toMatch(/^Ada has rated one film, which says too little about taste\./);
    expect(ours.alike("Ben")).toMatch(/^Ben is most like Cem/);
    expect(read("Name | A | B | C", "Ada | 5 |  | ", "Ben | 1 | 2 | 3").alike("Ben")).toMatch(/^Nobody else/);
  });

  test("names the pupils there are where one is not", () => {
    const ours = read("Name | A | B", "Ada | 1 | 2", "Ben | 3 | 2");
    expect(() => ours.alike("Zoe")).toThrow('who is "Zoe", expected one of Ada, Ben');
    expect(() => ours.alike(7 as unknown as string)).toThrow(/^who is 7/);
  });

  test("gives the same bytes for the same seed", async () => {
    const [a, b] = await Promise.all([0, 1].map(() => classRatings(invented(12)).factorize({ seed: 3 })));
    expect(a.L.values).toEqual(b.L.values);
  });

  test("counts tastes from what is usual: the means of few ratings are trusted little", () => {
    // The mean is 3; film A lies (2 − 2)/(2 + 2) = 0 above it, Ada (2 − 2)/(2 + 2) = 0.
    const { tastes } = read("Name | A | B", "Ada | 5 | 1", "Ben | 1 | 5");
    expect(tastes).toEqual([
      [2, -2],
      [-2, 2],
    ]);
    // One rating of 5 beside three of 1: the mean is 2, the film 3/3 = 1 above it, and of what is left a third is Ada's.
    const few = read("Name | A | B", "Ada | 5 | ", "Ben |  | 1", "Cem |  | 1", "Do |  | 1");
    expect(few.tastes[0][0]).toBeCloseTo(2 * (2 / 3), 12);
  });
});

describe("the sheet to fill in", () => {
  test("has twelve films and a row for each pupil, and is read back when it is filled in", () => {
    const lines = String(classSheet({ pupils: 3 })).split("\r\n");
    expect(lines[0].split(",")).toHaveLength(13);
    expect(lines).toHaveLength(5);
    const filled = [lines[0], "Ada,5,4,,1,2,3,,,5,4,2,1", "Ben,1,,2,5,4,3,1,2,,,5,4"].join("\r\n");
    expect(classRatings(filled).rows).toEqual(["Ada", "Ben"]);
  });

  test("is saved as CSV that Excel reads as UTF-8", async () => {
    const folder = mkdtempSync(join(tmpdir(), "factorlab sheet "));
    try {
      await classSheet({ films: ["Amélie", "Jaws"], pupils: 1 }).save(join(folder, "class.csv"));
      expect(readFileSync(join(folder, "class.csv"), "utf8")).toBe("\uFEFFName,Amélie,Jaws\r\n,,\r\n");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.each([
    [{ films: ["one"] }],
    [{ films: ["a", ""] }],
    [{ pupils: 0 }],
    [{ pupils: 2.5 }],
    [{ pupil: 3 }],
  ])("refuses %j", (options) => expect(() => classSheet(options as object)).toThrow());
});
