import { PAYLOAD_VERSION } from "./types";
import type { LossPayload, LossViewPayload, NamedRunPayload, TextPayload } from "./types";

/** The input of a loss curve: `loss[k]` after iteration `iterations[k]`. */
export interface LossHistory {
  /** The iterations at which losses were recorded, rising. */
  readonly iterations: readonly number[];
  /** The loss at each of them. */
  readonly loss: readonly number[];
  /** `validation[k]` is the loss on held-out data after `iterations[k]`; empty or absent where no data were held out. */
  readonly validation?: readonly number[];
  /** The iteration whose parameters were kept; null where it is the last. */
  readonly bestAt?: number | null;
  /** The iteration at which early stopping ended the training; null where it did not. */
  readonly stoppedAt?: number | null;
  /** The iteration at which the last training diverged; null where it did not. */
  readonly divergedAt?: number | null;
}

/** The most points of a loss curve. */
const MOST_CURVE_POINTS = 500;
/** The most points of all curves of a chart. */
const MOST_CHART_POINTS = 10_000;

/** Loss curves, each under its run's name, as a payload. */
export function lossViewPayload(
  runs: readonly { name: TextPayload; history: LossHistory }[],
  words: Pick<LossViewPayload, "measure" | "step" | "notes"> = {},
): LossViewPayload {
  const curves = runs.reduce((sum, { history }) => sum + (history.validation?.length ? 2 : 1), 0);
  const most = Math.min(MOST_CURVE_POINTS, Math.floor(MOST_CHART_POINTS / Math.max(1, curves)));
  const run = ({ name, history }: (typeof runs)[number]): NamedRunPayload => ({
    name,
    loss: lossPayload(history, most),
    ...(history.validation?.length
      ? { validation: lossPayload({ ...history, loss: history.validation }, most) }
      : {}),
    ...(typeof history.bestAt === "number" ? { bestAt: history.bestAt } : {}),
    ...(typeof history.stoppedAt === "number" ? { stoppedAt: history.stoppedAt } : {}),
    ...(typeof history.divergedAt === "number" ? { divergedAt: history.divergedAt } : {}),
  });
  return { version: PAYLOAD_VERSION, kind: "loss", runs: runs.map(run), ...words };
}

/** A history as a loss curve of at most `most` points. @default 500 */
export function lossPayload(
  { iterations, loss }: LossHistory,
  most: number = MOST_CURVE_POINTS,
): LossPayload {
  const kept = keptPoints(loss.length, most);
  return { iterations: kept.map((k) => iterations[k]), values: kept.map((k) => loss[k]) };
}

/** Which of `length` points to keep: half spread evenly, half dense at the start, where the loss changes most. */
function keptPoints(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, k) => k);
  const half = most / 2;
  const kept = new Set<number>();
  for (let k = 0; k < half; k++) {
    const share = k / (half - 1);
    kept.add(Math.round(share * (length - 1)));
    kept.add(Math.round(rootOf(length, share)) - 1);
  }
  return [...kept].sort((a, b) => a - b);
}

/** A number ≥ 1 to a power from 0 to 1, by square roots alone, which all engines round alike. */
function rootOf(x: number, power: number): number {
  let [result, root, rest] = [1, x, power];
  while (rest > 0) {
    if (rest >= 1) {
      result *= root;
      rest -= 1;
    }
    root = Math.sqrt(root);
    rest *= 2;
  }
  return result;
}
