/** What the front page says about its own table, and where its names stand. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/lib/paths.mjs";
import { Dials } from "../../site/article/dials";
import { placeLabels } from "../../site/article/labels";
import type { Named } from "../../site/article/labels";
import {
  ADA,
  APOLLO,
  EIGHT_TO_HIDE,
  FILMS,
  PEOPLE,
  RATINGS,
  ratedPlaces,
  ratingsWithout,
} from "../../site/article/ratings";
import {
  averageMiss,
  filmAverage,
  SETTINGS,
  starsAt,
  STARTS,
  Training,
  WATCHED,
} from "../../site/article/training";

const visible = ratingsWithout(EIGHT_TO_HIDE);
const missesWith = (features: number): { seen: number; hidden: number } => {
  const training = new Training(visible, { ...SETTINGS, features }).finish();
  const guess = training.guess.bind(training);
  return { seen: averageMiss(ratedPlaces(visible), guess), hidden: averageMiss(EIGHT_TO_HIDE, guess) };
};

test("the eight hidden ratings exist, and leave everybody and every film three or more", () => {
  expect(EIGHT_TO_HIDE.map(starsAt)).not.toContain(NaN);
  const counts = [...visible, ...FILMS.map((_, film) => visible.map((row) => row[film]))].map(
    (line) => line.filter((stars) => stars !== null).length,
  );
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(3);
});

test("the page counts right", () => {
  const text = readFileSync(join(root, "site", "article", "body.html"), "utf8").replace(/\s+/g, " ");
  const [numbers, ratings] = [6 * (PEOPLE.length + FILMS.length), ratedPlaces(visible).length];
  expect(text).toContain(`Six factors are ${numbers} numbers, to explain ${ratings} ratings`);
  const [people, films, known] = [162_541, 62_423, 25_000_095];
  expect(text).toContain(`${people.toLocaleString("en")} people and ${films.toLocaleString("en")} films`);
  expect(text).toContain(`one in ${Math.round((people * films) / known)} is filled`);
  expect(text).toContain("ten billion cells");
  expect((people * films) / 1e9).toBeCloseTo(10.1, 1);
  expect((50 * (people + films)) / 1e6).toBeCloseTo(11.2, 1);
});

test("two factors guess the hidden ratings best; all further ones only fit what was seen", () => {
  const misses = [1, 2, 3, 4, 5, 6].map(missesWith);
  const hidden = misses.map((each) => each.hidden);
  expect(Math.min(...hidden)).toBe(hidden[1]);
  expect(hidden[1]).toBeLessThan(0.7);
  expect(Math.min(...hidden.filter((_, k) => k !== 1))).toBeGreaterThan(1.1);
  const seen = misses.map((each) => each.seen);
  expect(seen).toEqual([...seen].sort((a, b) => b - a));
  expect(seen[5]).toBeLessThan(0.005);
});

test("two factors come much closer to the hidden ratings than the films' averages do", () => {
  const averages = averageMiss(EIGHT_TO_HIDE, ([, film]) => filmAverage(visible, film));
  expect(averages).toBeGreaterThan(2 * missesWith(2).hidden);
});

test("whichever rating is hidden, the factors mostly win", () => {
  const won = ratedPlaces().filter((place) => {
    const left = ratingsWithout([place]);
    const training = new Training(left, SETTINGS).finish();
    const miss = averageMiss([place], (each) => training.guess(each));
    return miss < averageMiss([place], () => filmAverage(left, place[1])) + 0.1;
  });
  expect(won.length / ratedPlaces().length).toBeGreaterThan(0.75);
});

describe("what is watched", () => {
  for (const seed of STARTS) {
    test(`parts the films of space from those of love, and follows Ada (random start ${seed})`, () => {
      const training = new Training(RATINGS, { ...WATCHED, seed }).finish();
      const { L, U } = training.model;
      const angle = (x: number, y: number): number => (Math.atan2(y, x) * 180) / Math.PI;
      const [gravity, apollo, walle, ...love] = FILMS.map((_, film) => angle(U.get(0, film), U.get(1, film)));
      expect(Math.abs(gravity - apollo)).toBeLessThan(15);
      for (const each of love) {
        expect(Math.abs(each - love[0])).toBeLessThan(20);
        expect(Math.abs(each - gravity)).toBeGreaterThan(50);
      }
      const low = Math.min(gravity, love[0]);
      expect(walle).toBeGreaterThan(low);
      expect(walle).toBeLessThan(low + Math.abs(gravity - love[0]));
      expect(Math.abs(angle(L.get(ADA, 0), L.get(ADA, 1)) - gravity)).toBeLessThan(15);
      expect(training.guess([ADA, APOLLO])).toBeGreaterThan(4.5);
      for (const values of [L.values, U.values]) {
        expect(Math.min(...values)).toBeGreaterThan(-0.4);
        expect(Math.max(...values)).toBeLessThan(2.75);
      }
    });
  }

  test("the loss rests before the films part", () => {
    const { losses } = new Training(RATINGS, WATCHED).finish();
    expect(losses).toHaveLength(WATCHED.iterations + 1);
    expect(losses[30] - losses[50]).toBeLessThan(0.05);
    expect(losses[30]).toBeGreaterThan(1.6);
    expect(losses[150]).toBeLessThan(0.3);
  });
});

test("a rate of 1 diverges, with a smaller one that is advised, and the losses so far", () => {
  const training = new Training(RATINGS, { ...SETTINGS, learningRate: 1 }).finish();
  expect(training.diverged?.suggestedRate).toBeLessThan(0.1);
  expect(training.ended).toBe(true);
  expect(Math.min(...training.losses)).toBeGreaterThan(0);
});

test("guesses are between one star and five", () => {
  const training = new Training(RATINGS, SETTINGS).finish();
  const all = PEOPLE.flatMap((_, person) => FILMS.map((__, film) => training.guess([person, film])));
  expect(Math.min(...all)).toBe(1);
  expect(Math.max(...all)).toBe(5);
});

test("Ada's two dials can be turned until her guesses are close", () => {
  const dials = new Dials();
  const miss = (): number =>
    averageMiss(
      ratedPlaces().filter(([person]) => person === ADA),
      ([person, film]) => dials.guess(person, film),
    );
  expect(miss()).toBeGreaterThan(1);
  dials.ada.splice(0, 2, 5, 1.25);
  expect(miss()).toBeLessThan(0.35);
  dials.reset();
  expect(dials.ada).toEqual([2.5, 2.5]);
});

describe("names of points", () => {
  const film = (name: string, x: number, y: number): Named => ({ kind: "film", name, x, y });
  const person = (name: string, x: number, y: number): Named => ({ ...film(name, x, y), kind: "person" });

  test("stand to the right of their points where there is room, else to the left", () => {
    const [right, left] = placeLabels([film("Gravity", 100, 50), film("Titanic", 290, 150)], 300);
    expect(right).toMatchObject({ anchor: "start", x: 109 });
    expect(left).toMatchObject({ anchor: "end", x: 281 });
  });

  test("of films move away in a crowd, with a line to their points, so that none covers another", () => {
    const names = ["Gravity", "Apollo 13", "WALL·E", "Titanic", "Amélie", "Casablanca"];
    const labels = placeLabels(names.map((name, k) => film(name, 120 + 3 * k, 200 + 2 * (k % 3))), 360); // prettier-ignore
    expect(labels.map(({ name }) => name)).toEqual(names);
    const boxes = labels.map(({ name, anchor, x, y }) => {
      const length = name.length * 7.6;
      const left = { start: x, end: x - length, middle: x - length / 2 }[anchor];
      return { left, right: left + length, top: y - 11, bottom: y + 2 };
    });
    for (const [k, a] of boxes.entries())
      for (const b of boxes.slice(k + 1))
        expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
    for (const { from, y } of labels) if (from === undefined) expect(Math.abs(y - 202)).toBeLessThan(25);
    expect(labels.some(({ from }) => from !== undefined)).toBe(true);
  });

  test("do not cover one another, and leave out people for whom there is no room", () => {
    const crowd = Array.from({ length: 12 }, (_, k) => person(`Person ${k}`, 150 + k, 100));
    const labels = placeLabels([...crowd, film("WALL·E", 150, 100)], 300);
    expect(labels.map(({ name }) => name)).toContain("WALL·E");
    expect(labels.length).toBeLessThan(8);
    const places = labels.map(({ anchor, x, y }) => `${anchor} ${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
  });
});
