import type { ReplayLog, ReplayLogRecord, StageOptions } from "../../training/replay-log";
import { checkFlag, checkWhole } from "../../training/options";
import type { FittedRecord } from "../tables/record";
import type { FittedTable } from "../tables/fitted";
import { toBase64 } from "../shared/base64";
import { floats, ModelFileError } from "../shared/sealed";
import type { Sealed } from "../shared/sealed";
import { checkTrainOptions } from "./train-options";

/** A MatrixFactorization as plain data. */
export interface FactorizationRecord extends FittedRecord, Sealed {
  /** What the model was made with. */
  settings: {
    /** The number of features. */
    features: number;
    /** The seed of the starting factors; null where they were given. */
    seed: number | null;
  };
  /** The options of the last training; null before any. */
  way: StageOptions | null;
  /** Where the factors began and which trainings they went through. */
  trail: {
    /** The factors before any training; null where training alone did not make the present ones. */
    start: {
      /** rows × features numbers, as base64 of their bytes. */
      L: string;
      /** features × columns numbers, as base64 of their bytes. */
      U: string;
    } | null;
  } & Omit<ReplayLogRecord, "start">;
}

export function replayLogRecord(log: ReplayLog): FactorizationRecord["trail"] {
  const { start, ...rest } = log.record();
  return { start: start && { L: toBase64(start.L), U: toBase64(start.U) }, ...rest };
}

/** @throws ModelFileError if the starting factors differ in size from the current ones. */
export function replayLogOf(
  { start: saved, stages, broken }: FactorizationRecord["trail"],
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
