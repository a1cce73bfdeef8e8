import type {
  Experiment,
  MachineRun,
  PictureFactors,
  PictureTask,
  RunStart,
  RunPayload,
  Sweeps,
  Trace,
} from "factorlab/view";

/** What the page asks of the worker. A message replaces the earlier one on the same channel. */
export type EngineMessage =
  | { channel: number; kind: "run"; start: RunStart }
  | { channel: number; kind: "seeds"; experiment: Experiment; count: number }
  | { channel: number; kind: "rate"; experiment: Experiment }
  | { channel: number; kind: "sweeps"; experiment: Experiment }
  | { channel: number; kind: "race"; start: RunStart }
  | { channel: number; kind: "picture"; task: PictureTask }
  | { channel: number; kind: "stop" };

/**
 * What the worker answers: a growing trace again and again, or one answer at the end. `products` has L·U, row by row, of
 * each run with another seed that did not diverge.
 */
export type EngineAnswer =
  | { channel: number; kind: "trace"; trace: Trace }
  | { channel: number; kind: "seeds"; runs: RunPayload[]; products: number[][] }
  | { channel: number; kind: "rate"; rate: number | null }
  | { channel: number; kind: "sweeps"; sweeps: Sweeps; done: number; all: number }
  | { channel: number; kind: "race"; run: MachineRun }
  | { channel: number; kind: "picture"; factors: PictureFactors }
  | { channel: number; kind: "error"; message: string };
