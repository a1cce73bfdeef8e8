import { gigabytes, ValueError } from "../../errors";
import { slotsFor, sampleShapes } from "./samples";
import type { SamplingSchedule } from "./samples";
import { sizeOf } from "../recommender/parameters";

/** The most bytes that the draws of a model may take; training needs as much again for the copy of the best epoch. */
export const MOST_BYTES = 2e9;

/**
 * Refuses options whose draws would exhaust the memory, before anything is allocated.
 * @throws ValueError with the size of the draws and the option to change.
 */
export function checkDraws(
  { users, items }: { readonly users: number; readonly items: number },
  schedule: SamplingSchedule,
  features: number,
): void {
  const numbers = sampleShapes(1, features).reduce((sum, shape) => sum + sizeOf(shape, users, items), 0);
  const bytes = 8 * numbers * slotsFor(schedule);
  if (bytes <= MOST_BYTES) return;
  const most = Math.floor(MOST_BYTES / (8 * numbers));
  const { epochs, burnIn, thinning } = schedule;
  const [argument, actual, expected] =
    most > 0
      ? ["thinning", thinning, `at least ${Math.ceil((epochs - burnIn) / most)}`]
      : ["features", features, "fewer"];
  const what = `${slotsFor(schedule)} draws of ${users} users and ${items} items with ${features} features`;
  const limit = `more than ${gigabytes(MOST_BYTES)}`;
  throw new ValueError(
    `${argument} is ${actual}, expected ${expected}: ${what} would take ${gigabytes(bytes)}, ${limit}`,
    { argument, actual, expected },
  );
}
