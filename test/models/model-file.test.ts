import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { FileError } from "../../src/errors";
import { BiasedMF } from "../../src/models/biased-mf";
import { ALS } from "../../src/models/als";
import { textChecksum, fromBase64, toBase64 } from "../../src/models/shared/base64";
import type { ModelRecord } from "../../src/models/recommender/model-file";
import { ModelFileError } from "../../src/models/shared/model-file-error";
import { floats } from "../../src/models/shared/numbers-text";
import { sealed } from "../../src/models/shared/sealed";
import { tasteRatings } from "./contract/contract";

const folder = mkdtempSync(join(tmpdir(), "factorlab models "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const model = new BiasedMF({ features: 2, epochs: 3, seed: 7 }).fit(tasteRatings(false));

describe("a model's file", () => {
  test("is the same model again", async () => {
    const path = join(folder, "films.json");
    await model.save(path);
    const again = await BiasedMF.load(path);
    expect(again).toBeInstanceOf(BiasedMF);
    expect(JSON.stringify(again)).toBe(JSON.stringify(model));
    expect(readdirSync(folder)).toEqual(["films.json"]);
  });

  test("replaces another one only when it is whole", async () => {
    const path = join(folder, "kept.json");
    writeFileSync(path, "old");
    const broken = Object.create(model, { toJSON: { value: () => fail() } }) as BiasedMF;
    await expect(broken.save(path)).rejects.toThrow("on the way");
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("is not written where it would be longer than a string can be, and the old one stays", async () => {
    const path = join(folder, "large.json");
    writeFileSync(path, "old");
    // V8's error for 2²⁹ characters and more.
    const tooLong = (): unknown => "x".repeat(2 ** 30);
    const large = Object.create(model, { toJSON: { value: tooLong } }) as BiasedMF;
    await expect(large.save(path)).rejects.toThrow(ModelFileError);
    await expect(large.save(path)).rejects.toThrow(/this BiasedMF is too large to be written down/);
    expect(readFileSync(path, "utf8")).toBe("old");
  });

  test("is refused where it is missing, a folder, empty, cut, or of another model", async () => {
    await expect(BiasedMF.load(join(folder, "nowhere.json"))).rejects.toThrow(FileError);
    await expect(BiasedMF.load(folder)).rejects.toThrow(/is a folder/);
    const path = join(folder, "cut.json");
    writeFileSync(path, "");
    await expect(BiasedMF.load(path)).rejects.toThrow(/is empty/);
    writeFileSync(path, JSON.stringify(model).slice(0, 500));
    await expect(BiasedMF.load(path)).rejects.toThrow(ModelFileError);
    await model.save(path);
    await expect(ALS.load(path)).rejects.toThrow('the model is of the class "BiasedMF", expected ALS');
  });

  test.each([NaN, Infinity, -Infinity])(
    "is refused even with a right checksum where a number is %d",
    (value) => {
      const cut = new BiasedMF({ features: 2, epochs: 3, seed: 1 });
      cut.trainingEvents(tasteRatings(false)).next();
      const { format, version, checksum, ...body } = JSON.parse(JSON.stringify(cut)) as ModelRecord;
      expect([format, version, checksum]).not.toContain(undefined);
      const best = body.course!.best;
      const broken = (text: string): string => {
        const numbers = floats(text);
        numbers[numbers.length - 1] = value;
        return toBase64(numbers);
      };
      expect(() => BiasedMF.fromJSON(sealed(body))).not.toThrow();
      const names = Object.keys(body.parameters);
      expect(names.length).toBeGreaterThan(3);
      for (const name of names) {
        const parameters = { ...body.parameters, [name]: broken(body.parameters[name]) };
        expect(() => BiasedMF.fromJSON(sealed({ ...body, parameters }))).toThrow(
          `${name} has numbers that are not finite`,
        );
        const kept = { ...best, parameters: { ...best.parameters, [name]: broken(best.parameters[name]) } };
        expect(() => BiasedMF.fromJSON(sealed({ ...body, course: { ...body.course!, best: kept } }))).toThrow(
          `${name} has numbers that are not finite`,
        );
      }
    },
  );

  test("is refused even with a right checksum where its parts do not fit together", () => {
    const cut = new BiasedMF({ features: 2, epochs: 3, seed: 1 });
    cut.trainingEvents(tasteRatings(false)).next();
    const { format, version, checksum, ...body } = JSON.parse(JSON.stringify(cut)) as ModelRecord;
    expect([format, version, checksum]).not.toContain(undefined);
    const { ratings, history, course } = body;
    const parts: [object, string][] = [
      [{ ratings: { ...ratings, scale: [5, 1] } }, "ratings.scale is"],
      [{ history: { ...history, loss: [] } }, "history.loss.length is 0, expected 1"],
      [{ history: { ...history, validation: [1, 2] } }, "history.validation.length is 2, expected at most 1"],
      [{ course: { ...course, waited: -1 } }, "course.waited is -1"],
      [{ course: { ...course, bound: "high" } }, 'course.bound is "high"'],
      [{ epoch: 0.5 }, "epoch is 0.5"],
    ];
    for (const [part, message] of parts) {
      const text = JSON.stringify(sealed({ ...body, ...part }));
      expect(() => BiasedMF.fromJSON(text), message).toThrow(ModelFileError);
      expect(() => BiasedMF.fromJSON(text), message).toThrow(message);
    }
  });

  test("is refused when any one letter of it has changed, or is the same model", () => {
    const text = JSON.stringify(model);
    let same = 0;
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 60 }), (at, by) => {
        const other = String.fromCharCode(33 + ((text.charCodeAt(at) - 33 + by) % 90));
        if (other === text[at]) return;
        const changed = text.slice(0, at) + other + text.slice(at + 1);
        // The last digits of a number may say nothing.
        if (said(changed) === text) same++;
        else expect(() => BiasedMF.fromJSON(changed)).toThrow(ModelFileError);
      }),
      { numRuns: 1000 },
    );
    expect(same).toBeLessThan(50);
  });
});

/** A text of JSON as it would be written again; itself where it is none. */
function said(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return `no JSON: ${text}`;
  }
}

function fail(): never {
  throw new Error("on the way");
}

describe("numbers as text", () => {
  test("keep every bit", () => {
    fc.assert(
      fc.property(fc.float64Array(), (values) => {
        const bytes = fromBase64(toBase64(values));
        expect(bytes && new Uint8Array(bytes.buffer)).toEqual(new Uint8Array(values.slice().buffer));
        expect(toBase64(values)).toBe(Buffer.from(values.buffer).toString("base64"));
      }),
      { numRuns: 1000 },
    );
  });

  test("anything that is not base64 gives null", () => {
    for (const text of ["A", "AAA", "A===", "AA=A", "AAA!", "ÄAAA"]) expect(fromBase64(text)).toBeNull();
  });

  test("the checksum is that of ISO 3309", () => {
    // As Python's zlib.textChecksum("12".encode("utf-16-le")) has it.
    expect(textChecksum("12")).toBe("84a314a9");
  });
});
