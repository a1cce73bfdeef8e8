import { expect, test } from "vitest";
import { emptyText } from "../../extension/src/views/curve/empty-text";

const run = (iterations: number[], divergedAt?: number) => ({
  name: "one",
  loss: { iterations, values: iterations.map(() => 1) },
  ...(divergedAt === undefined ? {} : { divergedAt }),
});

test("in place of a curve stands why there is none: untrained, diverged, or trained elsewhere with the last loss alone", () => {
  const untrained = "There is no loss curve yet: nothing has been trained.";
  expect(emptyText([run([0])])).toBe(untrained);
  expect(emptyText([run([])])).toBe(untrained);
  expect(emptyText([])).toBe(untrained);
  expect(emptyText([run([0], 3)])).toBe("There is no loss curve: training diverged at iteration 3.");
  expect(emptyText([run([0]), run([14])])).toBe(
    "There is no loss curve: only the loss of iteration 14 is known.",
  );
});
