import type { ReplayLog, ReplayLogRecord, StageOptions } from "../../training/replay-log";
import { checkFlag, checkWhole } from "../../training/options";
import type { FittedRecord } from "../tables/record";
import type { FittedTable } from "../tables/fitted";
import { ModelFileError } from "../shared/model-file-error";
import { floats } from "../shared/numbers-text";
import type { Sealed } from "../shared/sealed";
import { Tensor } from "../shared/tensor";
import { checkTrainOptions } from "./train-options";

/**
 * A MatrixFactorization as plain data.
 * @typeParam Numbers how numbers are held: as base64 of their bytes in JSON.
 */
export interface FactorizationRecord<Numbers = string> extends FittedRecord<Numbers>, Sealed {
  /** The options of the model. */
  settings: {
    /** The number of features. */
    features: number;
    /** The seed of the starting factors; null if they were given. */
    seed: number | null;
  };
  /** The options of the last training; null before any. */
  way: StageOptions | null;
  /** The starting factors and the stages of training. */
  trail: {
    /** The factors before any training; null if training alone did not make the current ones. */
    start: {
      /** rows × features numbers. */
      L: Numbers;
      /** features × columns numbers. */
      U: Numbers;
    } | null;
  } & Omit<ReplayLogRecord, "start">;
}

/** @param features the number of columns of L and rows of U. */
export function replayLogRecord(log: ReplayLog, features: number): FactorizationRecord<Tensor>["trail"] {
  const { start, ...rest } = log.record();
  return { start: start && startRecord(start, features), ...rest };
}

function startRecord(
  { L, U }: { L: Float64Array; U: Float64Array },
  features: number,
): { L: Tensor; U: Tensor } {
  return {
    L: new Tensor(L, [L.length / features, features]),
    U: new Tensor(U, [features, U.length / features]),
  };
}

/** @throws ModelFileError if the starting factors differ in size from the current ones. */
export function replayLogOf(
  { start: saved, stages, broken }: FactorizationRecord<unknown>["trail"],
  current: Pick<FittedTable, "L" | "U">,
): ReplayLogRecord {
  const start = saved && { L: floats(saved.L), U: floats(saved.U) };
  if (start && (start.L.length !== current.L.values.length || start.U.length !== current.U.values.length))
    throw new ModelFileError("the model's starting factors have another size than its factors");
  return {
    start,
    stages: stages.map(({ from, way }) => ({ from: checkWhole(from, "from", 0), way: stageOptionsOf(way) })),
    broken: checkFlag(broken, "broken"),
  };
}

/** Copies saved stage options. @throws ValueError if `train` would refuse them. */
export function stageOptionsOf(options: StageOptions): StageOptions {
  checkTrainOptions({ ...options, iterations: 1 }, null);
  return { ...options };
}
