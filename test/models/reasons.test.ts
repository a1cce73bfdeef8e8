import { describe, expect, test } from "vitest";
import { jupyterDisplay, RankedList } from "../../src";
import { ALS } from "../../src/models/als";
import { BiasOnly } from "../../src/models/bias-only";
import { ImplicitALS } from "../../src/models/implicit-als";
import { MostPopular } from "../../src/models/most-popular";
import { Explanation } from "../../src/models/shared/explanation";
import type { Ranked, Reason } from "../../src/models/shared/ranked";
import { belowMean, reasonText } from "../../src/models/shared/reason-texts";
import { leastInfluence, raising, whyOf } from "../../src/models/shared/reasons";
import { Ratings } from "../../src/ratings/ratings";
import { PAYLOAD_MIME } from "../../src/view";
import type { TableViewPayload } from "../../src/view";
import { plainWords } from "../plain-words";

const reason = (title: string, influence: number, rating = 5): Reason => ({
  item: title,
  title,
  rating,
  influence,
});
const reasons = (...influences: number[]): Reason[] => influences.map((each, n) => reason(`film ${n}`, each));

describe("a rating is worth naming", () => {
  test.each([
    ["from a twentieth of the difference from the user's mean", 5, { mean: 3, range: 4 }, 0.1],
    ["below the mean as above it", 1, { mean: 3, range: 4 }, 0.1],
    [
      "but no less than a two-hundredth of the scale's range, near the mean",
      3.1,
      { mean: 3, range: 4 },
      0.02,
    ],
    ["which goes by the scale", 0.5, { mean: 0.5, range: 1 }, 0.005],
  ])("%s", (_name, prediction, level, least) => {
    expect(leastInfluence(prediction, level)).toBeCloseTo(least, 12);
  });

  test("where it is among the three that raise the prediction most", () => {
    const influences = (least: number): number[] =>
      raising(reasons(0.9, -0.8, 0.7, 0.5, 0.4, 0), least).map(({ influence }) => influence);
    expect(influences(0)).toEqual([0.9, 0.7, 0.5]);
    expect(influences(0.7)).toEqual([0.9, 0.7]);
    expect(influences(0.71)).toEqual([0.9]);
    expect(influences(1)).toEqual([]);
  });

  test("never where it adds nothing, even if nothing were asked for", () => {
    expect(raising(reasons(0, -0.1), 0)).toEqual([]);
  });
});

describe("where no rating is worth naming, a list says", () => {
  const level = { mean: 3, range: 4 };
  const mostly = (split: { score: number; everybody: number; taste: number }): Ranked["mostly"] =>
    whyOf(reasons(0.005), split, level).mostly;

  test.each([
    ["that everybody likes the item", { score: 4.5, everybody: 0.9, taste: 0.1 }, { of: "everybody", adds: 0.9 }],
    ["that all ratings do it together", { score: 4.5, everybody: 0.1, taste: 0.8 }, { of: "all ratings", adds: 0.8 }],
    ["nothing, where neither is half of the difference", { score: 4.5, everybody: 0.7, taste: 0.6 }, { of: "nothing", adds: 0.7 }],
    ["nothing, where nothing raises it", { score: 2.58, everybody: -0.2, taste: -0.3 }, { of: "nothing", adds: -0.2 }],
    ["nothing, where it is a little that raises what is far below the mean", { score: 2, everybody: 0.1, taste: -1 }, { of: "nothing", adds: 0.1 }],
  ])("%s", (_name, split, expected) => expect(mostly(split)).toEqual(expected)); // prettier-ignore

  test("nothing of the kind beside a rating that is, unless everybody likes the item", () => {
    const because = reasons(0.3);
    expect(whyOf(because, { score: 4, everybody: 0, taste: 1 }, level)).toEqual({ because });
    expect(whyOf(because, { score: 4, everybody: 0.4, taste: 0.1 }, level)).toEqual({ because });
    const mostly = { of: "everybody", adds: 1 };
    expect(whyOf(because, { score: 4, everybody: 1, taste: 0 }, level)).toEqual({ because, mostly });
  });
});

describe("reasons are written", () => {
  const entry = (more: Partial<Ranked>): Ranked => ({ id: 1, title: "Heat", score: 4, because: [], ...more });

  test.each<[string, Partial<Ranked>, string, string]>([
    ["with ratings and influences", { because: [reason("Alien", 0.314), reason("Emma", 0.046, 2)] }, "rating", "Alien (5): +0.31; Emma (2): +0.05"],
    ["with as many digits as a small one needs", { because: [reason("Alien", 0.0043)] }, "rating", "Alien (5): +0.004"],
    ["without a count of one, which says nothing", { because: [reason("Alien", 0.25, 1), reason("Emma", 0.5, 3)] }, "score", "Alien: +0.250; Emma (3): +0.500"],
    ["as what everybody likes", { mostly: { of: "everybody", adds: 0.9 } }, "rating", "being liked by everybody: +0.90"],
    ["as what everybody likes, before the ratings", { because: [reason("Alien", 0.3)], mostly: { of: "everybody", adds: 0.9 } }, "rating", "being liked by everybody: +0.90; Alien (5): +0.30"],
    ["as what all do together", { mostly: { of: "all ratings", adds: 0.9 } }, "rating", "all ratings together: +0.90"],
    ["as nothing in particular", { mostly: { of: "nothing", adds: 0.01 } }, "rating", "nothing in particular"],
  ])("%s", (_name, more, measure, expected) => expect(plainWords(reasonText(entry(more), measure))).toBe(expected)); // prettier-ignore

  test("in the text of a list, and in its table", () => {
    const list = new RankedList("For Ada", "rating", [entry({ because: [reason("Alien", 0.3)] })]);
    expect(String(list)).toBe("For Ada (rating)\n  1  Heat  4.000  because of Alien (5): +0.30");
    const { rows } = plainWords(list[jupyterDisplay]()[PAYLOAD_MIME] as TableViewPayload);
    expect(rows).toEqual([[1, "Heat", 4, "Alien (5): +0.30"]]);
  });
});

describe("what is predicted below the user's mean", () => {
  test.each([
    ["is told from its place on", [4.5, 3.9, 3.4, 3], ["From 3 on, predictions are below 3.50, the mean of Ada's ratings."]],
    ["is told where it is the last", [4.5, 3], ["The last prediction is below 3.50, the mean of Ada's ratings."]],
    ["is told where it is all", [3, 2], ["All predictions are below 3.50, the mean of Ada's ratings."]],
    ["is told where it is alone", [3], ["The prediction is below 3.50, the mean of Ada's ratings."]],
    ["is not there where a prediction is the mean", [3.5], []],
    ["is not there in an empty list", [], []],
  ])("%s", (_name, predictions, expected) => {
    expect(plainWords(belowMean("Ada", 3.5, predictions))).toEqual(expected);
  }); // prettier-ignore

  test("is nothing for a user without ratings", () => {
    expect(belowMean("Ada", null, [1])).toEqual([]);
  });

  const ratings = Ratings.from([
    ["Ada", "Alien", 5], ["Ada", "Heat", 4], ["Ben", "Alien", 1], ["Ben", "Emma", 2], ["Cem", "Emma", 1], ["Cem", "Heat", 2],
  ]); // prettier-ignore
  const note = "The prediction is below 4.50, the mean of Ada's ratings.";

  test("is told below one list, and below one of many", () => {
    const model = new BiasOnly().fit(ratings);
    const list = model.recommend("Ada");
    expect(list.notes).toEqual([note]);
    expect(String(list).split("\n").at(-1)).toBe(note);
    const bundle = list[jupyterDisplay]();
    expect(plainWords(bundle[PAYLOAD_MIME] as TableViewPayload).notes).toEqual([note]);
    expect(bundle["text/html"]).toContain("below 4.50, the mean of Ada");
    const all = model.recommendAll();
    expect(all.of("Ada")).toEqual(list);
    expect(String(all)).toMatch(/1 of these 3 predictions is below the mean of its user's ratings\.$/);
    expect((all[jupyterDisplay]()[PAYLOAD_MIME] as TableViewPayload).notes).toHaveLength(1);
  });

  test("goes by the ratings that a new user gives, and not at all by counts", () => {
    const model = new BiasOnly().fit(ratings);
    expect(model.recommend(model.transform([["Alien", 5]])).notes).toEqual([
      "All predictions are below 5.00, the mean of the new user's ratings.",
    ]);
    expect(new MostPopular().fit(ratings.atLeast(2)).recommend("Ada").notes).toEqual([]);
  });
});

describe("an explanation", () => {
  const shown = (explanation: Explanation): TableViewPayload =>
    plainWords(explanation[jupyterDisplay]()[PAYLOAD_MIME] as TableViewPayload);
  const parts = (...values: number[]): { name: string; value: number }[] =>
    values.map((value, n) => ({ name: `part ${n}`, value }));

  test("says that numbers add up where they do as they are written, and else that they nearly do", () => {
    const exact = new Explanation("Ada", "Heat", 3.75, parts(3.5, 0.25), []);
    expect(String(exact)).toBe("Ada and Heat: 3.75 = 3.50 (part 0) + 0.25 (part 1)");
    expect(shown(exact).title).toBe("Ada and Heat: 3.75");
    const near = new Explanation("Ada", "Heat", 3.754 + 0.254, parts(3.754, 0.254), []);
    expect(String(near)).toBe("Ada and Heat: 4.01 ≈ 3.75 (part 0) + 0.25 (part 1)");
    expect(shown(near).title).toBe("Ada and Heat: ≈ 4.01");
  });

  test("writes nothing as −0.00", () => {
    expect(String(new Explanation("Ada", "Heat", 3, parts(3, -0.001), []))).toContain("+ 0.00 (part 1)");
  });

  test("has more digits where all parts are small", () => {
    const small = new Explanation("Ada", "Heat", 0.0125, parts(0.01, 0.0025), []);
    expect(String(small)).toBe("Ada and Heat: 0.0125 = 0.0100 (part 0) + 0.0025 (part 1)");
  });

  test.each([
    ["what others change at most", [0.5, -0.3, 0.02, -0.011], 0.1, ["+0.50", "−0.30"], "2 more ratings change it by 0.02 or less each."],
    ["one that is left", [0.5, 0.011], 0.1, ["+0.50"], "1 more rating changes it by 0.02 or less."],
    ["that none counts for much", [0.04, -0.03], 0.1, [], "No single rating counts for much: all 2 change it by 0.04 or less each."],
    ["that the only one does not", [0.04], 0.1, [], "The only rating changes it by 0.04 or less."],
    ["that none changes anything", [0, 0], 0, [], "No single rating counts for much: all 2 change nothing."],
  ])("names the ratings that are worth it, with a sign, and says %s", (_name, influences, least, signs, note) => {
    const because = reasons(...influences);
    const explanation = new Explanation("Ada", "Heat", 3.5, parts(3.5), because, { leastInfluence: least });
    const lines = String(explanation).split("\n");
    expect(lines.filter((line) => line.startsWith("  ")).map((line) => line.trim().split(" ")[0])).toEqual(signs);
    expect(lines.at(-1)).toBe(note);
    expect(shown(explanation).rows).toHaveLength(1 + signs.length);
    expect(shown(explanation).notes).toEqual([note]);
    expect(explanation.because).toHaveLength(influences.length);
  }); // prettier-ignore

  test("shows ten ratings at most", () => {
    const many = new Explanation("Ada", "Heat", 3.5, parts(3.5), reasons(...Array<number>(30).fill(0.5)));
    expect(shown(many).rows).toHaveLength(11);
    expect(shown(many).notes).toEqual(["20 more ratings change it by 0.50 or less each."]);
  });

  test("says what the prediction is where the sum leaves the scale", () => {
    const ratings = Ratings.from([["Ada", "Alien", 5], ["Ada", "Heat", 5], ["Ben", "Heat", 1], ["Ben", "Emma", 5], ["Cem", "Emma", 5], ["Cem", "Heat", 1]]); // prettier-ignore
    const model = new BiasOnly({ userRegularization: 0, itemRegularization: 0 }).fit(ratings);
    expect(model.explain("Ada", "Emma").prediction).toBeGreaterThan(5);
    expect(String(model.explain("Ada", "Emma"))).toContain("Held within the scale, the prediction is 5.00.");
    expect(String(model.explain("Ben", "Heat"))).not.toContain("Held within");
  });

  test("writes what was counted once by its title alone", () => {
    const because = [reason("Alien", 0.5, 1), reason("Emma", 0.4, 3)];
    const text = String(new Explanation("Ada", "Heat", 1, parts(1), because, { measure: "score" }));
    expect(text).toContain("  +0.50  Alien\n  +0.40  Emma, counted 3");
  });
});

test("what a rating adds has the sign that a training without it finds", () => {
  const taste = (u: number, i: number): number => 3 + (u % 2 === i % 2 ? 1.4 : -1.2) + 0.1 * ((u * i) % 3);
  const all = Array.from({ length: 14 }, (_, u) =>
    Array.from({ length: 8 }, (_, i): [number, number, number] => [u, i, Math.min(5, taste(u, i))]),
  ).flat();
  const known = all.filter(([u, i]) => (u * 5 + i * 3) % 4 !== 0);
  const implicit = known.filter(([, , rating]) => rating > 3).map(([u, i]): [number, number, number] => [u, i, 1]);
  const cases: [() => ALS | ImplicitALS, typeof known][] = [
    [() => new ALS({ features: 1, regularization: 1, epochs: 30, seed: 1 }), known],
    [() => new ImplicitALS({ features: 2, regularization: 1, epochs: 30, solver: "cholesky", seed: 1 }), implicit],
  ];
  for (const [make, rows] of cases) {
    const item = [...Array(8).keys()].find((i) => !rows.some(([u, j]) => u === 1 && j === i))!;
    const { because } = make().fit(Ratings.from(rows)).explain(1, item);
    const score = (some: typeof rows): number => make().fit(Ratings.from(some)).explain(1, item).prediction;
    const whole = score(rows);
    const strong = because.filter(({ influence }) => Math.abs(influence) >= 0.02);
    expect(strong.length).toBeGreaterThan(1);
    for (const { item: rated, influence } of strong) {
      const refitted = whole - score(rows.filter(([u, i]) => u !== 1 || i !== rated));
      expect(Math.sign(refitted), `rating of ${rated}: ${influence} and ${refitted}`).toBe(Math.sign(influence));
    }
  }
}); // prettier-ignore
