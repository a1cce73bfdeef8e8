import type { Id } from "../../src/ratings/ids";
import { createRandom } from "../../src/matrix/random";
import { Ratings } from "../../src/ratings/ratings";
import type { SparseRows } from "../../src/ratings/sparse";
import type { Row } from "../../src/models/recommender/parameters";
import type { Recommender } from "../../src/models/recommender/recommender";

/** Users 0 to 19 like some of items 0 to 9, users 20 to 39 some of items 10 to 19; `share` of them at random. */
export function twoTastes(share: number = 0.6, seed: number = 3): Ratings {
  const random = createRandom(seed);
  const likes: [number, number, number][] = [];
  for (let user = 0; user < 40; user++) {
    const first = user < 20 ? 0 : 10;
    for (let item = first; item < first + 10; item++) if (random() < share) likes.push([user, item, 1]);
  }
  const ids = (count: number): number[] => Array.from({ length: count }, (_, k) => k);
  return Ratings.from(likes, { users: ids(40), items: ids(20) });
}

/** Counts from 1 to 5 in about `share` of the cells. */
export function counts(users: number, items: number, share: number, seed: number): Ratings {
  const random = createRandom(seed);
  const entries: [number, number, number][] = [];
  for (let u = 0; u < users; u++)
    for (let i = 0; i < items; i++) if (random() < share) entries.push([u, i, 1 + Math.floor(5 * random())]);
  return Ratings.from(entries);
}

/** The protected members of a model. */
interface Inside {
  readonly foldIn: (per: "user" | "item", others: Int32Array, values: Float64Array) => Row;
  readonly lossOn: (rows: SparseRows) => number;
  readonly scoreAll: (user: Row, scores: Float64Array) => void;
  readonly itemRow: (index: number) => Row;
  readonly userRow: (index: number) => Row;
  readonly score: (user: Row, item: Row) => number;
}

export function inside(model: Recommender): Inside {
  const open = model as unknown as Inside;
  return {
    foldIn: open.foldIn.bind(model),
    lossOn: open.lossOn.bind(model),
    scoreAll: open.scoreAll.bind(model),
    itemRow: open.itemRow.bind(model),
    userRow: open.userRow.bind(model),
    score: open.score.bind(model),
  };
}

/** How often an item of the user's own taste scores higher than one of the other taste, of those not rated. */
export function separation(model: Recommender): number {
  const { userIds, itemIds } = model.ratings;
  let above = 0;
  let pairs = 0;
  const isOwn = (user: Id, item: Id): boolean => Number(user) < 20 === Number(item) < 10;
  for (const user of userIds) {
    const unrated = [...itemIds].filter((item) => model.ratings.get(user, item) === undefined);
    const [own, other] = [true, false].map((wanted) =>
      unrated.filter((item) => isOwn(user, item) === wanted),
    );
    for (const a of own)
      for (const b of other) {
        if (model.predict(user, a) > model.predict(user, b)) above++;
        pairs++;
      }
  }
  return above / pairs;
}
