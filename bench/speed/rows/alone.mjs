// Figures that have a most, not a peer.
import { TWO } from "./terms.mjs";

const threads = { ours: TWO };
const seed = 1;

/** The rows of this file. @param {boolean} quick */
export const rows = (quick) => [
  {
    work: "evaluate: rankings of 6,040 users, all metrics at 10",
    ...{ peer: null, goal: null, most: 1, threads, rounds: quick ? 1 : 3 },
    ours: { task: "evaluate", data: 8e5, options: { features: 64, epochs: 2, seed } },
    fixes: "a tenth of 0.8 million ratings held out, 64 features",
  },
  {
    work: "similarItems: 10 neighbours of one among 100,000 items",
    ...{ peer: null, goal: null, most: 0.005, threads, rounds: quick ? 1 : 3 },
    ours: {
      ...{ task: "similarItems", data: { users: 5000, items: 100_000, ratings: 5e5 }, warm: true },
      options: { features: 64, epochs: 1, seed },
    },
    fixes: "64 features, warm",
  },
  {
    work: "explain: one cell of NMF, a row of 1,000 cells, 20 features, Kullback–Leibler",
    ...{ peer: null, goal: null, most: 0.3, threads, rounds: quick ? 1 : 3 },
    ours: {
      ...{ task: "explain", rows: 50, columns: 1000 },
      options: { features: 20, loss: "kullback-leibler", iterations: 20, seed },
    },
    fixes: "what each of the 1,000 cells of the row adds",
  },
];
