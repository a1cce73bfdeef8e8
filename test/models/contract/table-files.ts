import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { BiasedMF, FileError, MatrixFactorization, ModelFileError, NMF, TruncatedSVD } from "../../../src";
import type { TableModel } from "../../../src";
import { toBase64 } from "../../../src/models/shared/base64";
import { sealed } from "../../../src/models/shared/sealed";
import { bodyOf, bytes, NAMES, table } from "./table-terms";
import type { TableTerms } from "./table-terms";
import type { Suite } from "./suite";
import { fromBytes, toBytes } from "../at-once";

const CLASSES = { MatrixFactorization, NMF, TruncatedSVD, BiasedMF };

/** Checks of the files that a model is saved as and read from. */
export function checkFiles(terms: TableTerms, { afterAll, test }: Suite): void {
  const { fit, fromJSON, name } = terms;
  const folder = mkdtempSync(join(tmpdir(), "factorlab tables "));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const data = table(terms.takesUnknown);
  const model = fit(data, { labels: NAMES });
  const text = JSON.stringify(model);

  const isTheSame = (again: TableModel): void => {
    expect(JSON.stringify(again)).toBe(text);
    expect(bytes(again)).toBe(bytes(model));
    expect(again.data.values).toEqual(model.data.values);
    expect([again.seed, again.features, again.iteration]).toEqual([
      model.seed,
      model.features,
      model.iteration,
    ]);
    expect(again.history).toEqual(model.history);
    expect(String(again)).toBe(String(model));
    expect(again.transform(data as never).values).toEqual(model.transform(data as never).values);
    expect(again.recommend("Ben")).toEqual(model.recommend("Ben"));
    expect(again.explain("Ben", "Dune")).toEqual(model.explain("Ben", "Dune"));
  };

  test("it is the same model after it was saved and read again, from text, an object and bytes", () => {
    isTheSame(fromJSON(text));
    isTheSame(fromJSON(JSON.parse(text)));
    isTheSame(fromJSON(model.toJSON()));
    isTheSame(fromBytes({ fromJSON }, toBytes(model)));
  });

  test("a model that was read shares nothing with its source", () => {
    const record = JSON.parse(text) as { labels: { rows: string[] } };
    const again = fromJSON(record);
    record.labels.rows[0] = "Zoe";
    expect(again.labels).toEqual(NAMES);
    again.L.values.fill(0);
    expect(model.L.values.some((x) => x !== 0)).toBe(true);
  });

  test("it is the same model after it was saved to a file, and nothing else is left in the folder", async () => {
    const path = join(folder, "table.json");
    await model.save(path);
    const Model = CLASSES[name as "NMF"] as unknown as { load(path: string): Promise<TableModel> };
    isTheSame(await Model.load(path));
    await model.save(path);
    expect(readdirSync(folder)).toEqual(["table.json"]);
    await expect(Model.load(join(folder, "nowhere.json"))).rejects.toThrow(FileError);
    await expect(Model.load(folder)).rejects.toThrow(/is a folder/);
    writeFileSync(path, text.slice(0, 300));
    await expect(Model.load(path)).rejects.toThrow(ModelFileError);
    rmSync(path);
  });

  test("a file that is cut anywhere is refused", () => {
    for (let length = 0; length < text.length; length++)
      expect(() => fromJSON(text.slice(0, length))).toThrow(ModelFileError);
  });

  test("a flipped bit anywhere is refused, or changes nothing", () => {
    let same = 0;
    for (let at = 0; at < text.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const other = String.fromCharCode(text.charCodeAt(at) ^ (1 << bit));
        const flipped = text.slice(0, at) + other + text.slice(at + 1);
        let again: TableModel;
        try {
          again = fromJSON(flipped);
        } catch (error) {
          if (!(error instanceof ModelFileError)) throw error;
          continue;
        }
        // As 1e-7 and 1E-7 are the same number.
        expect(JSON.stringify(again)).toBe(text);
        same++;
      }
    }
    expect(same).toBeLessThan(200);
  }, 20_000);

  test.each(Object.keys(CLASSES).filter((other) => other !== name))("it is refused as a %s", (other) => {
    const Other: { fromJSON(json: unknown): unknown } = CLASSES[other as "NMF"];
    expect(() => Other.fromJSON(text)).toThrow(`the model is of the class "${name}", expected ${other}`);
  });

  test("anything that is no model, is of a later version, or lacks a part is refused", () => {
    for (const wrong of [null, 3, [], {}, { format: "pickle" }, '"text"', "NaN"])
      expect(() => fromJSON(wrong)).toThrow(ModelFileError);
    expect(() => fromJSON({ ...model.toJSON(), version: 3 })).toThrow("version 3, expected 1 or 2");
    const body = bodyOf(model);
    for (const part of ["settings", "data", "L", "U", "history", "iteration"]) {
      const rest = Object.fromEntries(Object.entries(body).filter(([key]) => key !== part)) as typeof body;
      expect(() => fromJSON(sealed(rest)), part).toThrow(ModelFileError);
      expect(() => fromJSON(sealed({ ...body, [part]: 3.5 })), part).toThrow(ModelFileError);
    }
    const noNumbers = { ...(body["L"] as object), values: toBase64(new Float64Array(14).fill(NaN)) };
    expect(() => fromJSON(sealed({ ...body, L: noNumbers }))).toThrow(/is not a complete/);
    const oneIsNone = toBase64(model.L.values.map((x, p) => (p === 3 ? NaN : x)));
    expect(() => fromJSON(sealed({ ...body, L: { ...noNumbers, values: oneIsNone } }))).toThrow(
      /finite number/,
    );
    const upsideDown = { ...(body["data"] as object), rows: -7, columns: -5 };
    expect(() => fromJSON(sealed({ ...body, data: upsideDown }))).toThrow("data.rows is -7");
    expect(() => fromJSON(sealed({ ...body, L: body["U"] }))).toThrow("the model's matrices do not fit");
    expect(() => fromJSON(sealed({ ...body, labels: { rows: ["Ada"] } }))).toThrow("labels.rows has 1 names");
  });
}
