import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import {
  ALS,
  BiasedMF,
  FileError,
  MatrixFactorization,
  ModelFileError,
  NotFittedError,
  Ratings,
} from "../../src";
import { ValueError } from "../../src";
import type { ModelRecord } from "../../src";
import { SavedModel } from "../../src/models/shared/saved-model";
import { modelBytes } from "../../src/models/shared/safetensors/write-model";
import { sealed } from "../../src/models/shared/sealed";
import type { Unsealed } from "../../src/models/shared/sealed";
import { Tensor } from "../../src/models/shared/tensor";
import { fileOf, readSafetensors } from "./read-safetensors";
import { fromBytes, toBytes } from "./at-once";

const folder = fs.mkdtempSync(join(tmpdir(), "factorlab safetensors "));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const few = Ratings.from(
  [
    ["Ada", "Alien", 5, 1e9],
    ["Ada", "Heat", 2, 1e9 + 1],
    ["Ben", "Alien", 4.1, 1e9 + 2],
  ],
  { titles: [["Alien", "Alien (film)"]] },
);
const model = new BiasedMF({ features: 2, epochs: 3, seed: 7 }).fit(few);
const bytes = toBytes(model);

/** The message of the ModelFileError that reading gives. */
function refusal(given: Uint8Array): string {
  try {
    fromBytes(BiasedMF, given);
  } catch (error) {
    expect(error).toBeInstanceOf(ModelFileError);
    return (error as Error).message;
  }
  throw new Error("it was read");
}

type Body = Unsealed<ModelRecord<Tensor>>;

/** What the model writes, before it is written. */
const bodyOf = (of: BiasedMF): Body => (of as unknown as { unwritten(): Body }).unwritten();

interface Header {
  [name: string]: { dtype: string; shape: number[]; data_offsets: unknown[] };
}

/** The metadata of a header. */
const metadataOf = (header: Header): Record<string, string> => header.__metadata__ as never;

/** The file's header as an object, and its data. */
function partsOf(file: Uint8Array): { header: Header; data: Uint8Array } {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  return { header, data: file.slice(8 + length) };
}

/** The file with another header. */
function withHeader(change: (header: Header) => void, data?: Uint8Array): Uint8Array {
  const parts = partsOf(bytes);
  change(parts.header);
  return fileOf(parts.header, data ?? parts.data);
}

describe("a model's file in the layout of safetensors", () => {
  test("is read by a strict reader, with arrays of their own shape in the shortest type that is exact", () => {
    const { metadata, tensors } = readSafetensors(bytes);
    expect(metadata).toMatchObject({ format: "factorlab model", version: "2", model: "BiasedMF" });
    const of = (name: string): unknown[] => {
      const { dtype, shape, values } = tensors.get(name)!;
      return [dtype, shape, values];
    };
    expect(of("ratings.user")).toEqual(["I32", [3], [0, 0, 1]]);
    expect(of("ratings.item")).toEqual(["I32", [3], [0, 1, 0]]);
    expect(of("ratings.rating")).toEqual(["F64", [3], [5, 2, 4.1]]);
    expect(of("ratings.timestamp")).toEqual(["I32", [3], [1e9, 1e9 + 1, 1e9 + 2]]);
    expect(of("parameters.itemFactors").slice(1)).toEqual([[2, 2], Array.from(model.itemFactors.values)]);
    expect(of("parameters.userBiases").slice(1)).toEqual([[2], Array.from(model.userBiases)]);
  });

  test("begins its tensors where their type can be read in place", () => {
    for (const seed of Array.from({ length: 20 }, (_, k) => 10 ** k % 1e15)) {
      const { tensors } = readSafetensors(toBytes(new BiasedMF({ features: 1, epochs: 1, seed }).fit(few)));
      for (const { dtype, offset } of tensors.values()) expect(offset % (dtype === "F64" ? 8 : 4)).toBe(0);
      expect([...tensors.values()][0].offset % 8).toBe(0);
    }
  });

  test("is chosen by the name when it is written, and known by its bytes when it is read", async () => {
    const [binary, text] = [join(folder, "films.safetensors"), join(folder, "films.json")];
    await model.save(binary);
    await model.save(text);
    expect(new Uint8Array(fs.readFileSync(binary))).toEqual(bytes);
    expect(JSON.parse(fs.readFileSync(text, "utf8"))).toEqual(JSON.parse(JSON.stringify(model)));
    await model.save(join(folder, "upper.SAFETENSORS"));
    expect(new Uint8Array(fs.readFileSync(join(folder, "upper.SAFETENSORS")))).toEqual(bytes);
    fs.renameSync(binary, join(folder, "renamed.json"));
    fs.renameSync(text, join(folder, "renamed.safetensors"));
    for (const name of ["renamed.json", "renamed.safetensors"])
      expect(JSON.stringify(await BiasedMF.load(join(folder, name)))).toBe(JSON.stringify(model));
  });

  test("is bytes, too, where there are no files", async () => {
    expect(await model.toSafetensors()).toEqual(bytes);
    expect(JSON.stringify(await BiasedMF.fromSafetensors(bytes))).toBe(JSON.stringify(model));
    await expect(new BiasedMF().toSafetensors()).rejects.toThrow(NotFittedError);
    await expect(BiasedMF.fromSafetensors(bytes.slice(1))).rejects.toThrow(ModelFileError);
  });

  test("holds a model of one's own that only says what it is in JSON", async () => {
    class Own extends SavedModel {
      readonly name = "Own";
      constructor(readonly list: readonly unknown[]) {
        super();
      }
      toJSON(): object {
        return { list: this.list, version: "mine" };
      }
      static fromJSON(json: unknown): Own {
        const { list, version } = json as { list: unknown[]; version: string };
        expect(version).toBe("mine");
        return new Own(list);
      }
    }
    for (const list of [[1, "a", null], Array.from({ length: 20_000 }, (_, k) => [k, `"${k}"\n☃`])]) {
      const own = new Own(list);
      const path = join(folder, "own.safetensors");
      await own.save(path);
      expect((await Own.load(path)).list).toEqual(list);
      expect((await Own.fromSafetensors(await own.toSafetensors())).list).toEqual(list);
    }
    fs.rmSync(join(folder, "own.safetensors"));
  });

  test("keeps each bit of each number", () => {
    const cells = [
      [0.1, -0, null],
      [1e-320, 2 ** 53, -3],
      [16777217, 2 ** 31, 1e38],
    ];
    const table = new MatrixFactorization(cells, 2, { seed: 1 });
    const again = fromBytes(MatrixFactorization, toBytes(table));
    expect(JSON.stringify(again)).toBe(JSON.stringify(table));
    expect(Object.is(again.data.get(0, 1), -0)).toBe(true);
  });

  test.each<[string, number[], string]>([
    ["small whole numbers", [1, 2, -3], "F32"],
    ["halves", [0.5, 1.5], "F32"],
    ["what a 32-bit float rounds", [0.5, 0.1], "F64"],
    ["seconds since 1970", [1234567891, 1], "I32"],
    ["whole numbers beyond 32 bits", [2 ** 31 + 1, 1], "F64"],
    ["the largest whole numbers of 32 bits", [2 ** 31 - 1, -(2 ** 31)], "I32"],
    ["−0 beside what only integers hold", [-0, 2 ** 24 + 1], "F64"],
    ["−0", [-0, 1], "F32"],
    ["unknown cells", [NaN, 1], "F32"],
    ["unknown cells beside what only integers hold", [NaN, 2 ** 24 + 1], "F64"],
    ["infinities", [Infinity, -Infinity], "F32"],
    ["numbers too small for 32-bit floats", [1e-320], "F64"],
    ["nothing", [], "F32"],
  ])("holds %s as %s → %s", (_, values, dtype) => {
    const x = new Tensor(Float64Array.from(values));
    const pieces = [...modelBytes("M", { model: "M", x }).pieces];
    const { tensors } = readSafetensors(new Uint8Array(Buffer.concat(pieces)));
    expect(tensors.get("x")).toMatchObject({ dtype, values });
  });

  test("keeps a NaN with other bits as it is", () => {
    const values = new Float64Array(2);
    new BigUint64Array(values.buffer)[0] = 0x7ff8000000000001n;
    const pieces = [...modelBytes("M", { model: "M", x: new Tensor(values) }).pieces];
    const file = Buffer.concat(pieces);
    expect(file.subarray(-16)).toEqual(Buffer.from(values.buffer));
  });

  test("takes half the room of 64-bit floats where the numbers are 32-bit ones, as JSON does", () => {
    const sizes = [Math.fround, (x: number) => x + 1e-12].map((round) => {
      const long = new BiasedMF({ features: 500, epochs: 1, seed: 1 }).fit(few);
      for (const { values } of [long.userFactors, long.itemFactors])
        values.forEach((x, k) => (values[k] = round(x)));
      expect(JSON.stringify(BiasedMF.fromJSON(JSON.stringify(long)))).toBe(JSON.stringify(long));
      const { itemFactors } = JSON.parse(JSON.stringify(long)).parameters as Record<string, string>;
      return [partsOf(toBytes(long)).data.length, itemFactors.length];
    });
    // 2000 numbers, and the text of 1000.
    expect(sizes[1][0] - sizes[0][0]).toBe(8000);
    expect(sizes[0][1]).toBe("f32:".length + 4 * Math.ceil((4 * 1000) / 3));
    expect(sizes[1][1]).toBe(4 * Math.ceil((8 * 1000) / 3));
  });

  test("is written in pieces, and lists of any length stand outside its header", () => {
    const count = 30_000;
    const users = Int32Array.from({ length: count }, (_, k) => k);
    const ratings = Ratings.fromColumns({
      users: Array.from(users, (k) => `user "${k}" ☃`),
      items: users.map((k) => k % 7),
      ratings: users.map((k) => 1 + (k % 5)),
    });
    const many = new BiasedMF({ features: 10, epochs: 1, seed: 1 }).fit(ratings);
    const { length, pieces } = modelBytes(many.name, bodyOf(many));
    const lengths = Array.from(pieces, (piece) => piece.length);
    expect(lengths.reduce((sum, n) => sum + n, 0)).toBe(length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2 ** 20);
    // The factors are 300,000 numbers.
    expect(lengths.filter((n) => n >= 2 ** 19).length).toBeGreaterThan(1);
    expect(lengths[0]).toBeLessThan(10_000);
    const file = toBytes(many);
    const { tensors } = readSafetensors(file);
    const { dtype, values } = tensors.get("ratings.users")!;
    const lines = Buffer.from(values).toString("utf8").split("\n");
    expect([dtype, lines.length, lines.at(-1)]).toEqual(["U8", 4, ""]);
    expect(lines.slice(0, -1).flatMap((line) => JSON.parse(line) as string[])).toEqual([...ratings.userIds]);
    const again = fromBytes(BiasedMF, file);
    expect(JSON.stringify(again)).toBe(JSON.stringify(many));
  });

  test("is not begun where the model cannot be written down, and an old file stays where it fails on the way", async () => {
    const path = join(folder, "kept.safetensors");
    await expect(new BiasedMF().save(path)).rejects.toThrow(NotFittedError);
    expect(fs.existsSync(path)).toBe(false);
    fs.writeFileSync(path, "old");
    const writeSync = vi.spyOn(fs, "writeSync");
    for (const failing of [1, 2, 5]) {
      let calls = 0;
      writeSync.mockImplementation(((_: number, piece: Uint8Array) => {
        if (++calls === failing) throw Object.assign(new Error("ENOSPC: on purpose"), { code: "ENOSPC" });
        return piece.length;
      }) as never);
      await expect(model.save(path)).rejects.toThrow("the disk is full");
      expect(calls).toBe(failing);
    }
    writeSync.mockRestore();
    expect(fs.readFileSync(path, "utf8")).toBe("old");
    expect(fs.readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });
});

describe("what is read as a model", () => {
  test("is refused where it is cut anywhere, or has more bytes", () => {
    for (let length = 0; length < bytes.length; length++)
      expect(() => fromBytes(BiasedMF, bytes.slice(0, length)), `${length}`).toThrow(ModelFileError);
    const longer = new Uint8Array(bytes.length + 1);
    longer.set(bytes);
    const data = partsOf(bytes).data.length;
    expect(refusal(longer)).toBe(
      `the file is ${data + 1} bytes long behind its header, expected ${data}, the end of its last tensor`,
    );
    expect(refusal(bytes.slice(0, -1))).toContain("the end of its last tensor: it is cut");
  });

  test("is refused where any bit has changed, or is the same model", () => {
    let same = 0;
    for (let at = 0; at < bytes.length; at++) {
      const flipped = bytes.slice();
      flipped[at] ^= 1 << (at % 8);
      try {
        expect(JSON.stringify(fromBytes(BiasedMF, flipped))).toBe(JSON.stringify(model));
        same++;
      } catch (error) {
        if (!(error instanceof ModelFileError)) throw error;
      }
    }
    // Letters of the metadata that repeat what the record says.
    expect(same).toBeLessThan(40);
  });

  test.each<[string, Uint8Array, string]>([
    ["nothing", new Uint8Array(0), "the file is 0 bytes long, expected the length of a header in 8 bytes"],
    [
      "a header of 2⁶³ bytes",
      (() => {
        const file = bytes.slice();
        file[7] = 0x80;
        return file;
      })(),
      "the length of its header is 92233720368547",
    ],
    [
      "a header longer than the file",
      fileOf("{}").fill(9, 0, 1),
      "the length of its header is 9, expected a whole number from 2 to 2, the bytes that follow",
    ],
    ["a header that is no JSON", fileOf('{"a":'), "its header is not complete JSON"],
    ["a header that is a list", fileOf("[1,2]"), 'its header is "[1,2]", expected JSON that begins with {'],
    [
      "a header that is not UTF-8",
      (() => {
        const file = fileOf('{"ab":1}');
        file[10] = 0xff;
        return file;
      })(),
      "its header is not text in UTF-8",
    ],
    [
      "a header with a name twice",
      fileOf('{"__metadata__":{"format":"factorlab model"},"a":1,"\\u0061":2}'),
      'the name "a" of its header is there twice',
    ],
    ["a deep header", fileOf(`{"a":${"[".repeat(5000)}`), "its header is nested deeper than any"],
    [
      "another program's file",
      fileOf(
        { __metadata__: { format: "pt" }, "lm.weight": { dtype: "BF16", shape: [2], data_offsets: [0, 4] } },
        new Uint8Array(4),
      ),
      'it is a safetensors file of another program with the tensors lm.weight, expected one whose metadata have the format "factorlab model"',
    ],
    [
      "another program's file without metadata",
      fileOf({ a: { dtype: "F32", shape: [], data_offsets: [0, 4] } }, new Uint8Array(4)),
      "another program with the tensors a,",
    ],
    [
      "a later version",
      withHeader((header) => (metadataOf(header).version = "3")),
      "version 3, expected 1 or 2: it may need a later Factorlab",
    ],
    [
      "a changed record",
      withHeader(
        (header) => (metadataOf(header).record = metadataOf(header).record.replace('"epoch":3', '"epoch":2')),
      ),
      "damaged: its checksum differs",
    ],
    [
      "no record",
      withHeader((header) => delete metadataOf(header).record),
      "its metadata: record is missing, expected text",
    ],
    [
      "a tensor's unknown type",
      withHeader((header) => (header["ratings.user"].dtype = "I16")),
      'the tensor "ratings.user": dtype is "I16", expected one of F64, F32, I32, U8',
    ],
    [
      "a tensor of another type with as many bytes",
      withHeader((header) => (header["ratings.user"].dtype = "F32")),
      'the dtype of the tensor "ratings.user" is "F32", expected "I32", as the record has it',
    ],
    [
      "a tensor of another shape with as many bytes",
      withHeader((header) => (header["parameters.userFactors"].shape = [4, 1])),
      'the shape of the tensor "parameters.userFactors" is [4,1], expected [2,2]',
    ],
    [
      "a shape that its bytes do not have",
      withHeader((header) => (header["ratings.user"].shape = [4])),
      'the tensor "ratings.user": data_offsets is a list of 2, expected two that lie 16 bytes apart',
    ],
    [
      "a shape beyond all numbers",
      withHeader((header) => (header["ratings.user"].shape = [2 ** 50, 2 ** 50])),
      "data_offsets is a list of 2, expected two that lie",
    ],
    [
      "a negative shape",
      withHeader((header) => (header["ratings.user"].shape = [-3])),
      'the tensor "ratings.user": shape[0] is -3',
    ],
    [
      "offsets the wrong way round",
      withHeader((header) => header["ratings.user"].data_offsets.reverse()),
      "expected two that lie 12 bytes apart",
    ],
    [
      "one offset",
      withHeader((header) => header["ratings.user"].data_offsets.pop()),
      'the tensor "ratings.user": data_offsets',
    ],
    [
      "offsets that are text",
      withHeader((header) => (header["ratings.user"].data_offsets = ["0", "12"])),
      'data_offsets[0] is "0", expected a whole number',
    ],
    [
      "a tensor that is no object",
      withHeader((header) => (header["ratings.user"] = 3 as never)),
      "its description is 3, expected an object",
    ],
    [
      "tensors that overlap",
      withHeader((header) => (header["ratings.user"].data_offsets = header["ratings.item"].data_offsets)),
      "the beginning of the tensor",
    ],
    [
      "offsets beyond the end",
      withHeader((header) => (header["ratings.user"].data_offsets = [2 ** 40, 2 ** 40 + 12])),
      'the beginning of the tensor "ratings.',
    ],
    [
      "a tensor that the record does not name",
      withHeader((header) => {
        header["ratings.stars"] = header["ratings.user"];
        delete header["ratings.user"];
      }),
      'the tensor "ratings.stars" is not of this model, expected only those that the record names',
    ],
    [
      "no tensors",
      withHeader((header) => {
        for (const name of Object.keys(header))
          if (name !== "__metadata__") Reflect.deleteProperty(header, name);
      }, new Uint8Array(0)),
      "is missing, expected all that the record names",
    ],
  ])("is refused with what is wrong where it has %s", (_, file, message) => {
    expect(refusal(file)).toContain(message);
  });

  test("is refused where a number is NaN, however right its checksums are", () => {
    const forged = (change: (record: Body) => void): Uint8Array => {
      const record = bodyOf(model);
      change(record);
      return new Uint8Array(Buffer.concat([...modelBytes("BiasedMF", record).pieces]));
    };
    const nan = (tensor: Tensor): Tensor =>
      new Tensor(
        tensor.values.map(() => NaN),
        tensor.shape,
      );
    expect(
      fromBytes(
        BiasedMF,
        forged(() => undefined),
      ).epoch,
    ).toBe(3);
    expect(
      refusal(forged(({ parameters }) => (parameters.userFactors = nan(parameters.userFactors)))),
    ).toContain("userFactors has numbers that are not finite");
    expect(refusal(forged(({ ratings }) => (ratings.rating = nan(ratings.rating))))).toContain(
      "ratings.rating[0] is NaN",
    );
    expect(refusal(forged(({ ratings }) => (ratings.timestamp = nan(ratings.timestamp!))))).toContain(
      "ratings.timestamp[0] is NaN, expected seconds since 1970",
    );
    const at = (values: number[]): Tensor => new Tensor(Int32Array.from(values));
    expect(refusal(forged(({ ratings }) => (ratings.user = at([0, 0, 2]))))).toContain(
      "ratings.user[2] is 2, expected the index of one of the 2 users",
    );
    expect(refusal(forged(({ ratings }) => (ratings.item = at([0, 0, 0]))))).toContain(
      "as ratings.rating[0] has already",
    );
    expect(refusal(forged(({ ratings }) => (ratings.user = at([0, 0]))))).toContain(
      "a list of 2, expected one of 3",
    );
    expect(refusal(forged(({ ratings }) => (ratings.users = ["Ada", "Ada"])))).toContain(
      'ratings.users[1] is "Ada" again',
    );
    expect(refusal(forged((record) => (record.parameters = 3 as never)))).toContain("parameters is 3");
  });

  test("may have its ratings in another order than the library writes", () => {
    const record = bodyOf(model);
    for (const name of ["user", "item", "rating", "timestamp"] as const)
      record.ratings[name] = new Tensor(record.ratings[name]!.values.slice().reverse());
    const file = new Uint8Array(Buffer.concat([...modelBytes("BiasedMF", record).pieces]));
    expect(JSON.stringify(fromBytes(BiasedMF, file))).toBe(JSON.stringify(model));
  });

  test("puts nothing where a record has no place for it", () => {
    for (const path of [
      ["__proto__", "polluted"],
      ["settings", "features"],
      ["nowhere"],
      ["history", "loss", "x"],
      [],
    ]) {
      const x = { name: "x", path, dtype: "F32", shape: [1], checksum: "2144df1c" };
      const record = sealed({
        model: "BiasedMF",
        body: { settings: { features: 2 }, history: { loss: [] } },
        tensors: [x],
      });
      const metadata = { format: "factorlab model", version: "2", record: JSON.stringify(record) };
      const file = fileOf(
        { __metadata__: metadata, x: { dtype: "F32", shape: [1], data_offsets: [0, 4] } },
        new Uint8Array(4),
      );
      expect(refusal(file)).toMatch(/^the place .* record/);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("is refused as another model, and with what is no bytes", () => {
    expect(() => fromBytes(ALS, bytes)).toThrow('the model is of the class "BiasedMF", expected ALS');
    for (const wrong of [null, undefined, "text", [1, 2], new Float64Array(3), bytes.buffer])
      expect(() => fromBytes(BiasedMF, wrong as never)).toThrow(ValueError);
  });

  test("is read from a buffer of Node and from a part of a longer one", () => {
    const longer = Buffer.concat([Buffer.from("abc"), bytes, Buffer.from("d")]);
    expect(fromBytes(BiasedMF, longer.subarray(3, 3 + bytes.length)).predict("Ada", "Heat")).toBe(
      model.predict("Ada", "Heat"),
    );
  });
});

describe("the error for a file that is no model's names the file where", () => {
  const path = join(folder, "strange.safetensors");
  const loading = async (content: Uint8Array | string): Promise<Error> => {
    fs.writeFileSync(path, content);
    const error: unknown = await BiasedMF.load(path).catch((caught: unknown) => caught);
    if (!(error instanceof ModelFileError || error instanceof FileError)) throw error;
    expect(error.message.startsWith(path)).toBe(true);
    return error;
  };

  test.each<[string, Uint8Array | string, string]>([
    ["it is cut", bytes.slice(0, 600), "expected a whole number from 2 to 592, the bytes that follow"],
    ["it has the first bytes only", bytes.slice(0, 5), "the file is 5 bytes long"],
    ["it is empty", "", "is empty"],
    [
      "it is a zip archive",
      Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0),
      "a file of another kind, with the first bytes 50 4b 03 04 14 00 00 00 08, expected a model's file, JSON or safetensors",
    ],
    ["it is a pickle", Uint8Array.of(0x80, 4, 0x95, 10, 0, 0, 0, 0, 0, 0), "a file of another kind"],
    ["it is JSON in UTF-16", Buffer.from('\ufeff{"format"', "utf16le"), "a file of another kind"],
    [
      "its length is all ones",
      Uint8Array.from([255, 255, 255, 255, 255, 255, 255, 255, 0x7b, 0x7d]),
      "the length of its header is 18446744073709552000",
    ],
    ["it is a page", "<!doctype html>", "the model is not complete JSON"],
    ["it is other JSON", '{"a": 1}', "this is no factorlab model"],
    ["it is text in Latin-1", Buffer.from('{"é": 1}', "latin1"), "is not text in utf-8"],
  ])("%s", async (_, content, message) => {
    expect((await loading(content)).message).toContain(message);
  });

  test("it is JSON longer than a text can be", async () => {
    const descriptor = fs.openSync(path, "w");
    fs.writeSync(descriptor, "{");
    fs.closeSync(descriptor);
    const join = vi.spyOn(Array.prototype, "join").mockImplementation(() => {
      throw new RangeError("Invalid string length");
    });
    const error: unknown = await BiasedMF.load(path).catch((caught: unknown) => caught);
    join.mockRestore();
    expect(error).toBeInstanceOf(FileError);
    expect((error as Error).message).toContain("is longer than a text can be");
  });

  test.each<[string, Uint8Array, string]>([
    ["grows", new Uint8Array([...bytes, 0, 0, 0, 0]), "the file is longer than it was when it was opened"],
    ["shrinks", bytes.slice(0, -4), "is cut after"],
  ])("it %s while it is read", async (_, content, message) => {
    fs.writeFileSync(path, content);
    const stat = fs.statSync(path);
    vi.spyOn(fs, "statSync").mockReturnValue(Object.assign(Object.create(stat), { size: bytes.length }));
    const error: unknown = await BiasedMF.load(path).catch((caught: unknown) => caught);
    vi.mocked(fs.statSync).mockRestore();
    expect(error).toBeInstanceOf(ModelFileError);
    expect((error as Error).message).toContain(message);
  });
});
