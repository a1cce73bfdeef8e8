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
    [
      "exact",
      [4, 0],
      null,
      2,
      /^Exact. L·U agrees .* 2 features are more than it takes: .* so 1 feature is enough.$/,
    ],
    ["converged", [4, 1e-6], null, 1, /^Converged. The loss is 1e-6. 1 feature is enough/],
    [
      "falling",
      falling,
      null,
      2,
      /^Still falling. The loss is 1.83, 4\s% less than before the last tenth of the training/,
    ],
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

  it("says of many features how few are enough, and of an exact product with blanks what that is worth", () => {
    const of = (id: string, features: number): string => {
      const experiment = { ...presets.find((preset) => preset.id === id)!.experiment, features };
      const { heading, text, rank } = verdictWords(verdict(experiment, trace([4, 0])), features);
      return `${heading} ${text} ${rank}`;
    };
    expect(of("rank-2", 50)).toContain(
      "50 features are more than it takes: this matrix has rank 2, so 2 features are enough.",
    );
    expect(of("rank-2", 2)).toContain("2 features are enough: this matrix has rank 2.");
    expect(of("ratings", 5)).toMatch(
      /^Exact. .* fill the blanks otherwise: compare seeds. 6 cells are unknown/,
    );
    expect(of("rank-2", 5)).not.toContain("blanks");
  });

  it("says of a training with blanks that has hardly begun that it has not converged", () => {
    const { experiment } = presets.find(({ id }) => id === "ratings")!;
    const judged = verdict(experiment, trace([4, 3.9999]));
    expect(judged.state).toBe("stalled");
    expect(verdictWords(judged, 2).text).toBe(
      "The loss is 4, not much less than at the start. Try a higher rate.",
    );
    expect(verdict(experiment, trace([4, 0.5, 0.49999])).state).toBe("converged");
  });
});
