import { describe, expect, test } from "vitest";
import type { ByHand } from "../../src";
import { jupyterDisplay, MatrixFactorization, NMF, TruncatedSVD, ValueError } from "../../src";
import { toHtml } from "../../src/outputs/drawings";
import { checkPayload, describe as sentenceOf, PAYLOAD_MIME, toCsv, toSvg } from "../../src/view";
import type { DialsViewPayload } from "../../src/view";
import { samples } from "../payload/samples";

const data = [[5, 4, 1], [4, 5, 2], [1, 2, 5], [2, 1, 4]]; // prettier-ignore
const labels = { rows: ["Ada", "Ben", "Cleo", "Dina"], columns: ["Alien", "Brazil", "Casablanca"] };
const model = (features = 2): MatrixFactorization =>
  new MatrixFactorization(data, features, { seed: 1, labels });

const payloadOf = (hand: ByHand): DialsViewPayload =>
  checkPayload(JSON.parse(JSON.stringify(hand[jupyterDisplay]()[PAYLOAD_MIME]))) as DialsViewPayload;

describe("byHand() of a model of a table", () => {
  test("begins with the starting factors, whether or not the model was trained, and knows how the machine trains", () => {
    const fac = model();
    const start = { L: [...fac.L.values], U: [...fac.U.values] };
    const before = payloadOf(fac.byHand());
    expect(before).toMatchObject({ start, seed: 1, labels });
    expect(before.stages).toEqual([{ learningRate: 0.1, iterations: 700 }]);
    fac.trainModel({ learningRate: 0.05, iterations: 20, regularization: 0.1 });
    const after = payloadOf(fac.byHand());
    expect(after.start).toEqual(start);
    expect(after.L.values).toEqual(start.L);
    expect(after.stages).toEqual([{ learningRate: 0.05, iterations: 20, regularization: 0.1 }]);
  });

  test("takes the factors as they are now where that is asked for, and other options of the machine", () => {
    const fac = model().trainModel({ learningRate: 0.05, iterations: 20, method: "batch" });
    const payload = payloadOf(fac.byHand({ from: "now", learningRate: 0.44 }));
    expect(payload.L.values).toEqual([...fac.L.values]);
    expect(payload.start.L).not.toEqual(payload.L.values);
    expect(payload.stages).toEqual([{ learningRate: 0.44, iterations: 700, method: "batch" }]);
  });

  test("of NMF stops at 0 and has the fit as the machine's run, from where it began", () => {
    const nmf = new NMF({ features: 2, seed: 3 }).fit(data);
    const payload = payloadOf(nmf.byHand());
    expect(payload).toMatchObject({ nonnegative: true, machine: { unit: "iteration" }, stages: [] });
    expect(payload.machine?.loss.values[0]).toBe(nmf.history.loss[0]);
    expect(payload.start.L).not.toEqual([...nmf.L.values]);
    nmf.partialFit([[5, 5, 1]]);
    const more = payloadOf(nmf.byHand());
    expect(more.machine).toBeUndefined();
    expect(more.start.L).toEqual([...nmf.L.values]);
  });

  test("of TruncatedSVD has the factors as they are", () => {
    const svd = new TruncatedSVD({ features: 2 }).fit(data);
    expect(payloadOf(svd.byHand()).start.L).toEqual([...svd.L.values]);
    expect(() => new TruncatedSVD({ features: 2 }).byHand()).toThrow("fit");
  });

  test.each<[object, string, string]>([
    [{ from: "end" }, "from", '"start"'],
    [{ learningRate: 0 }, "learningRate", "> 0"],
    [{ learningrate: 1 }, "learningrate", 'did you mean "learningRate"'],
  ])("refuses %j, and says what it takes", (options, argument, expected) => {
    expect(() => model().byHand(options)).toThrow(ValueError);
    expect(() => model().byHand(options)).toThrow(argument);
    expect(() => model().byHand(options)).toThrow(expected);
  });

  test("refuses more numbers than anybody turns, and says what to do", () => {
    const wide = Array.from({ length: 60 }, () => Array.from({ length: 60 }, (_, j) => j));
    const fac = new MatrixFactorization(wide, 2, { seed: 1 });
    expect(() => fac.byHand()).toThrow(/60 × 60, expected at most 2,500 cells/);
    const deep = new MatrixFactorization(data, 500, { seed: 1 });
    expect(() => deep.byHand()).toThrow(/4 × 3, expected .* 1,500 dials/);
    const long = Array.from({ length: 400 }, (_, k) => [k, 1, 2]);
    expect(() => new MatrixFactorization(long, 1, { seed: 1 }).byHand()).toThrow(/400 × 3, .* 300 rows/);
    expect(() => new NMF({ features: 2, seed: 1 }).fit(wide).byHand()).toThrow(/60 × 60/);
  });
});

describe("dials as a still picture", () => {
  test("say in one sentence what they show", () => {
    expect(sentenceOf(samples.dials)).toBe("Factorization by hand: 3 × 2, 2 features, seed 7, loss 0.833.");
    expect(sentenceOf(samples["dials in a race"])).toBe(
      "Factorization by hand: 3 × 2, 2 unknown, 2 features, 2 turns, loss 0.25.",
    );
    expect(String(model().byHand())).toMatch(/^Factorization by hand: 4 × 3, 2 features, seed 1, loss \d/);
  });

  test("have the valley of the chosen number, and both curves of a race", () => {
    expect(toSvg(samples.dials)).toContain("The valley of L[1,0]");
    const race = toSvg(samples["dials in a race"]);
    for (const text of ["The valley of U[1,0] Alien", "by hand", "machine", "bottom"])
      expect(race).toContain(text);
    expect(toHtml(samples["dials in a race"]).match(/<img/g)).toHaveLength(1);
    expect(toCsv(samples.dials)).toContain("0.5");
  });

  test.each([[0], [5e-324], [1e-300], [1e300], [Number.MAX_VALUE]])(
    "are drawn with numbers of size %d",
    (size) => {
      const values = [size, -size, size, 0];
      const dials = {
        ...samples.dials,
        L: { rows: 3, columns: 2, values: [...values, 0, 0] },
        U: { rows: 2, columns: 2, values },
      };
      expect(toSvg(dials)).not.toMatch(/NaN|Infinity/);
    },
  );
});
