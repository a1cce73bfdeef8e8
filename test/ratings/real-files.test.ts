import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { FileError, ValueError } from "../../src/errors";
import { readRatings } from "../../src/ratings/read-ratings";
import type { FileForm } from "./real-files/form";
import { JSONS } from "./real-files/json";
import { KNOWN } from "./real-files/known";
import { SEPARATED } from "./real-files/separated";
import { VALUES } from "./real-files/values";

const folder = mkdtempSync(join(tmpdir(), "factorlab real files "));
afterAll(() => rmSync(folder, { recursive: true }));

const forms = [...SEPARATED, ...VALUES, ...JSONS, ...KNOWN];

function written({ file, content }: FileForm): string {
  const path = join(folder, file);
  writeFileSync(path, content);
  return path;
}

/** What the error says of a file. */
function refusal(path: string, form: FileForm): string {
  try {
    readRatings(path, form.options);
  } catch (error) {
    expect(error instanceof ValueError || error instanceof FileError).toBe(true);
    return (error as Error).message.replace(path, "");
  }
  return "nothing: it was read";
}

describe(`${forms.length} files as they are met: each is read, or refused with what to do`, () => {
  test.each(forms.filter(({ read }) => read).map((form) => [form.name, form] as const))(
    "%s: is read",
    (_, form) => {
      const ratings = readRatings(written(form), form.options);
      const read = [...ratings].map(({ user, item, rating, timestamp }) =>
        timestamp === undefined ? [user, item, rating] : [user, item, rating, timestamp],
      );
      expect(read).toEqual(form.read);
      expect(ratings.source).toMatchObject({ path: join(folder, form.file), ...form.found });
    },
  );

  test.each(forms.filter(({ refused }) => refused).map((form) => [form.name, form] as const))(
    "%s: is refused",
    (_, form) => {
      const told = refusal(written(form), form);
      if (form.refused!.includes("\\(")) expect(told).toMatch(new RegExp(`^${form.refused!}`));
      else expect(told).toBe(form.refused);
    },
  );
});
