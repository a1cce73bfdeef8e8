import { expect, test } from "vitest";
import { fileName } from "../../extension/src/export/file-name";

const matrix = { rows: 1, columns: 1, values: [1] };
const named = (name: string): string => fileName({ version: 1, kind: "matrix", name, matrix });

test.each([
  ["L·U", "L·U"],
  ["Größe 2", "Größe-2"],
  ["../../etc/passwd", "etc-passwd"],
  ["a\u202egnp.exe", "a-gnp-exe"],
  ['<b>"x"|y</b>\n', "b-x-y-b"],
  ["…", "matrix"],
  ["", "matrix"],
])("an export of the matrix %j is called %s", (name, file) => {
  expect(named(name)).toBe(file);
});

test("an export of anything else is called after its kind", () => {
  expect(fileName({ version: 1, kind: "loss", runs: [] })).toBe("loss");
});
