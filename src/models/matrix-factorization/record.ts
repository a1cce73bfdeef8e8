import type { ReplayLog, ReplayLogRecord, StageOptions } from "../../training/replay-log";
import { checkFlag, checkWhole } from "../../training/options";
import type { FittedRecord } from "../tables/record";
import type { FittedTable } from "../tables/fitted";
import { toBase64 } from "../shared/base64";
import { floats, ModelFileError } from "../shared/sealed";
import type { Sealed } from "../shared/sealed";
import { checkTrainOptions } from "./train-options";

/** What MatrixFactorization has besides what all models of tables have. */
export interface FactorizationRecord extends FittedRecord, Sealed {
  /** What the model was made with. */
  settings: {
    /** The number of features. */
    features: number;
    /** The seed of the starting factors; null where they were given. */
    seed: number | null;
  };
  /** How the last training went; null before any. */
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

export function replayLogRecord(trail: ReplayLog): FactorizationRecord["trail"] {
  const { start, ...rest } = trail.record();
  return { start: start && { L: toBase64(start.L), U: toBase64(start.U) }, ...rest };
}

/** @throws ModelFileError where the starting factors have another size than those of now. */
export function replayLogOf(
  { start: written, stages, broken }: FactorizationRecord["trail"],
  now: Pick<FittedTable, "L" | "U">,
): ReplayLogRecord {
  const start = written && { L: floats(written.L), U: floats(written.U) };
  if (start && (start.L.length !== now.L.values.length || start.U.length !== now.U.values.length))
    throw new ModelFileError("the model's starting factors have another size than its factors");
  return {
    start,
    stages: stages.map(({ from, way }) => ({ from: checkWhole(from, "from", 0), way: stageOptionsOf(way) })),
    broken: checkFlag(broken, "broken"),
  };
}

/** @throws ValueError where no training can have gone so. */
export function stageOptionsOf(way: StageOptions): StageOptions {
  checkTrainOptions({ ...way, iterations: 1 }, null);
  return { ...way };
}
