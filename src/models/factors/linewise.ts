import { float64, heapBytes, int32 } from "../../kernels/heap";
import type { Heap } from "../../kernels/heap";
import { ratingKernels } from "../../kernels/ratings";
import { defaultThreads } from "../../kernels/run";
import type { Slices } from "../../kernels/slices";
import { inSlices } from "../../kernels/in-slices";
import { Workspace } from "../../kernels/workspace";
import { sumOfSquares } from "../../numerics/dense";
import { evenStarts } from "../../numerics/rating-blocks";
import type { Ratings } from "../../ratings/ratings";
import type { Epoch } from "../recommender/rating-model";

/** About how many numbers of the other side a task reads; that takes a millisecond or so. */
const NUMBERS_OF_TASK = 2e5;

const tasksOf = (ratings: Ratings, features: number): number =>
  Math.ceil((ratings.length * features) / NUMBERS_OF_TASK);

/** The ratings of the user or item that has most, rounded up to pairs. */
function roomFor({ rows, columns }: Ratings): number {
  let most = 0;
  for (const { offsets } of [rows, columns])
    for (let l = 0; l + 1 < offsets.length; l++) most = Math.max(most, offsets[l + 1] - offsets[l]);
  return most + (most % 2);
}

/** The arrays of coordinate descent over the users, and then over the items. */
const layoutOf = (ratings: Ratings, features: number) => (threads: number) => ({
  ofUsers: int32(ratings.users + 1),
  itemsOfUsers: int32(ratings.length),
  firstUsers: int32(tasksOf(ratings, features) + 1),
  ofItems: int32(ratings.items + 1),
  usersOfItems: int32(ratings.length),
  cellsOfItems: int32(ratings.length),
  firstItems: int32(tasksOf(ratings, features) + 1),
  values: float64(ratings.length),
  errors: float64(ratings.length),
  X: float64(ratings.users * features),
  Y: float64(ratings.items * features),
  scratch: float64(threads * (features + 1) * roomFor(ratings)),
});
type Views = Heap<ReturnType<ReturnType<typeof layoutOf>>>["views"];

/** About how many bytes of memory {@link linewiseDescent} works on. */
export function linewiseBytes(ratings: Ratings, features: number): number {
  return heapBytes(layoutOf(ratings, features)(defaultThreads()));
}

/**
 * Prepares coordinate descent of nonnegative factors over the ratings, in 64-bit floats: of all users and then of all
 * items. What it returns runs an epoch: it changes the factors in place, and gives the sum of squared errors behind it.
 * @param values of the ratings, row by row. @param regularization of the squares of factors, for each rating.
 */
export function linewiseDescent(
  ratings: Ratings,
  values: Float64Array,
  features: number,
  regularization: number,
): (epoch: Epoch, users: Float64Array, items: Float64Array) => Slices<number> {
  const tasks = tasksOf(ratings, features);
  const room = roomFor(ratings);
  const layout = layoutOf(ratings, features);
  const fillAll = (views: Views): void => {
    views.values.set(values);
    fill(ratings, tasks, views);
  };
  const workspace = new Workspace(ratingKernels, layout, fillAll, "features");
  return (epoch, users, items) =>
    inSlices(workspace, epoch, function* ({ views, at }) {
      views.X.set(users);
      views.Y.set(items);
      const across = [at.firstUsers, at.ofUsers, 0, at.itemsOfUsers, at.values];
      const down = [at.firstItems, at.ofItems, at.cellsOfItems, at.usersOfItems, 0];
      const scalars = [at.scratch, room, features];
      const kernel = "nonnegativeLines";
      const operations = 4 * ratings.length * features;
      const ofUsers = [...across, at.errors, at.X, at.Y, ...scalars, regularization];
      yield { kernel, numbers: ofUsers, tasks, operations };
      const ofItems = [...down, at.errors, at.Y, at.X, ...scalars, regularization];
      yield { kernel, numbers: ofItems, tasks, operations };
      users.set(views.X);
      items.set(views.Y);
      return sumOfSquares(views.errors);
    });
}

/** Writes what stays the same in all epochs. */
function fill({ rows, columns }: Ratings, tasks: number, views: Views): void {
  views.ofUsers.set(rows.offsets);
  views.itemsOfUsers.set(rows.indices);
  views.firstUsers.set(evenStarts(rows.offsets, tasks));
  views.ofItems.set(columns.offsets);
  views.usersOfItems.set(columns.indices);
  views.cellsOfItems.set(columns.order);
  views.firstItems.set(evenStarts(columns.offsets, tasks));
}
