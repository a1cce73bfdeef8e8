import { atOneGo } from "../../kernels/slices";
import { lossOf } from "../../explain/loss";
import type { FactorizationLike } from "../../payload/build";
import { factorizationPayload } from "../../payload/build";
import { canBeTurned } from "../../payload/dials-bounds";
import { lossPayload } from "../../payload/build-loss";
import { ByHand } from "../tables/by-hand";
import type { FittedTable } from "../tables/fitted";
import type { NMFSettings } from "./options";
import { startingNonnegativeFactors } from "./start";

/** How far a loss may be from the recorded one by rounding alone, as a share of it. */
const ROUNDING = 1e-6;

/**
 * The factors of NMF to turn by hand, from where its fit began, which is drawn anew, with the fit as the machine's run. A
 * model that did not begin there, as one that was given more rows, has its factors as they are.
 */
export function nonnegativeByHand(
  model: FactorizationLike,
  { data, history }: FittedTable,
  settings: NMFSettings,
): ByHand {
  const parts = { stages: [], nonnegative: true };
  const payload = factorizationPayload(model);
  if (!canBeTurned(payload)) return new ByHand(model, parts);
  const how = { threads: 1, check: () => undefined };
  const factors = atOneGo(startingNonnegativeFactors(data, settings, how));
  const start = { L: Array.from(factors.L.values), U: Array.from(factors.U.values) };
  const [recorded] = history.loss;
  if (!(Math.abs(lossOf(payload.data, start) - recorded) <= ROUNDING * recorded))
    return new ByHand(model, parts);
  return new ByHand(model, { ...parts, start, machine: { loss: lossPayload(history), unit: "iteration" } });
}
