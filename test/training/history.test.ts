import { describe, expect, it } from "vitest";
import { TrainingHistory } from "../../src";

describe("a training history", () => {
  const history = new TrainingHistory();

  it("says in words where the loss began and where it is", () => {
    expect(String(history)).toBe("loss: nothing recorded yet");
    history.record(0, 3);
    expect(String(history)).toBe("loss: 3 at iteration 0");
    history.record(1, 0.25);
    history.record(2, 1e-7);
    expect(String(history)).toBe("loss: 3 at iteration 0, 1e-7 at iteration 2");
  });

  it("leaves out anything that is not a number", () => {
    history.record(3, NaN);
    history.record(4, Infinity);
    expect(history.iterations).toEqual([0, 1, 2]);
  });

  it("forgets what came after the iteration that the model went back to", () => {
    history.rewind(1);
    expect([history.iterations, history.loss]).toEqual([[0, 1], [3, 0.25]]); // prettier-ignore
  });
});
