import { afterEach, describe, expect, test, vi } from "vitest";
import { ValueError } from "../../src/errors";
import { availableMemory, checkMemory } from "../../src/matrix/memory";
import { Matrix } from "../../src/matrix/matrix";
import { BiasedMF } from "../../src/models/biased-mf";
import { MatrixFactorization } from "../../src/models/matrix-factorization";
import { NMF } from "../../src/models/nmf";
import { Ratings } from "../../src/ratings/ratings";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** A machine with 200 MB to spare. */
const crowded = (): unknown =>
  vi.stubGlobal("process", { ...process, platform: "linux", availableMemory: () => 2e8 });

describe("what does not fit into memory", () => {
  test("is refused before any memory is asked for, with what it takes and what is free", () => {
    crowded();
    const error = thrownBy(() => checkMemory(1e10, "features", 5000, "5000, for 2e6 users"));
    expect(error).toBeInstanceOf(ValueError);
    expect(error).toMatchObject({
      message:
        "features is 5000, for 2e6 users, which takes 80.0 GB, expected what fits into the 0.200 GB of memory that are free",
      argument: "features",
      actual: 5000,
      expected: "what fits into the 0.200 GB of memory that are free",
    });
    expect(() => checkMemory(2.4e7, "features", 1, "1")).not.toThrow();
  });

  test("is not asked about where it is little", () => {
    vi.stubGlobal("process", { availableMemory: () => 0 });
    expect(() => checkMemory(1e7, "features", 1, "1")).not.toThrow();
  });

  test("is what takes more than 4 GB where the free memory is unknown, or on a Mac", () => {
    vi.stubGlobal("process", undefined);
    expect(availableMemory()).toBe(4e9);
    vi.stubGlobal("process", { platform: "darwin", availableMemory: () => 1e7 });
    expect(availableMemory()).toBe(4e9);
  });

  test("is a matrix that a small input makes", () => {
    crowded();
    const row = new Float64Array(10_000);
    const error = thrownBy(() => Matrix.from(new Array<Float64Array>(10_000).fill(row)));
    expect(error).toMatchObject({ name: "ValueError", argument: "data" });
    expect((error as ValueError).message).toMatch(/^data is 10000 × 10000, which takes 0.800 GB, expected/);
  });

  test.each<[string, () => unknown]>([
    [
      "MatrixFactorization",
      () =>
        new MatrixFactorization(
          Array.from({ length: 9 }, () => [1, 2]),
          1_000_000,
        ),
    ],
    ["NMF", () => new NMF({ features: 1_000_000, init: "random" }).fit([[1, 2]])],
    ["NMF of given factors", () => new NMF({ features: 1e6, init: { L: [[1]], U: [[1]] } }).fit([[1, 2]])],
  ])("is a %s of a million features", (_, make) => {
    vi.stubGlobal("process", { ...process, platform: "linux", availableMemory: () => 5e7 });
    const expected = "what fits into the 0.0500 GB of memory that are free";
    expect(thrownBy(make)).toMatchObject({
      name: "ValueError",
      argument: "features",
      actual: 1_000_000,
      expected,
    });
  });

  test("is a model of ratings, and then the error says what helps", () => {
    crowded();
    const ratings = Ratings.from(Array.from({ length: 2000 }, (_, k) => [k, k, 1 + (k % 5)] as const));
    expect(thrownBy(() => new BiasedMF({ features: 10_000 }).fit(ratings))).toMatchObject({
      name: "ValueError",
      argument: "features",
      message: expect.stringMatching(
        /^features is 10000, for 2000 users and 2000 items, which takes .* GB, expected what fits into the 0\.200 GB of memory that are free: fewer features or a part of the data; Apache Spark trains on several machines$/,
      ) as string,
    });
  });
});
