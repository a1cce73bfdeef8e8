import { presets, verdict } from "factorlab/view";
import type { Trace, VerdictState } from "factorlab/view";
import { describe, expect, it } from "vitest";
import { presetWords } from "../../extension/src/playground/preset-words";
import { verdictWords } from "../../extension/src/playground/verdict-words";

const trace = (values: number[], divergedAt: number | null = null): Trace => ({
  frames: [],
  loss: { iterations: values.map((_, k) => k), values },
  iteration: values.length - 1,
  divergedAt,
  ended: true,
});

const falling = Array.from({ length: 50 }, (_, k) => 3 * 0.99 ** k);

describe("the playground's words", () => {
  it("calls the presets as the library does", () => {
    for (const { id, title, sentence } of presets) expect(presetWords(id)).toEqual({ title, sentence });
  });

  it.each<[VerdictState, number[], number | null, number, RegExp]>([
    [
      "untrained",
      [4],
      null,
      1,
      /^Not trained yet. The loss is 4. 1 feature is enough: this matrix has rank 1.$/,
    ],
    ["exact", [4, 0], null, 2, /^Exact. L·U agrees .* 2 features are enough: this matrix has rank 1.$/],
    ["converged", [4, 1e-6], null, 2, /^Converged. The loss is 1e-6. 2 features are enough/],
    ["falling", falling, null, 2, /^Still falling. The loss is 1.83, 4 % less than a tenth/],
    ["stalled", [4, 3.99999], null, 1, /^Hardly moving. The loss is 4, and 1 feature could reach 0./],
    ["diverged", [4, 3, 9e9], 3, 2, /^Diverged at iteration 3. With rate 0.1 each step overshoots./],
  ])("says %s with its numbers", (state, values, divergedAt, features, sentence) => {
    const experiment = { ...presets[0].experiment, features };
    const judged = verdict(experiment, trace(values, divergedAt));
    expect(judged.state).toBe(state);
    const { heading, text, rank } = verdictWords(judged, features);
    expect(`${heading} ${text} ${rank}`).toMatch(sentence);
  });

  it("says what too few features can reach, and how many cells are unknown", () => {
    const said = (id: string, features: number): string => {
      const { experiment } = presets.find((preset) => preset.id === id)!;
      return verdictWords(verdict({ ...experiment, features }, trace(falling)), features).rank;
    };
    expect(said("identity", 3)).toBe(
      "3 features are too few: the rank is 5, and no product gets below a loss of 0.08.",
    );
    expect(said("identity", 1)).toMatch(/^1 feature is too few: the rank is 5/);
    expect(said("ratings", 2)).toBe("6 cells are unknown: training leaves them out.");
  });
});
