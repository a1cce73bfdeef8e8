import type { DisplayHandle } from "../outputs/display";
import type { Id } from "../ratings/ids";
import { checkLiveOptions } from "../training/live-options";
import { checkOptionNames } from "../training/options";
import type { StopSignal } from "../training/stop";
import type { SparkColumns } from "./prepare/columns";
import { checkDuplicates } from "./prepare/duplicates";
import type { SparkDuplicates } from "./prepare/duplicates";
import type { SparkProgress } from "./progress";

/** Where Spark is, what is read, and what is shown meanwhile. */
export interface SparkFitOptions extends SparkColumns {
  /**
   * The server, as Spark writes it: `"sc://host:15002"`, with `/;token=…` behind it where it asks for one; a token is sent over
   * TLS alone, except to this machine, and appears in no output. @default the environment variable
   * SPARK_REMOTE, and without it `"sc://localhost:15002"`, where `npm run spark` starts a server
   */
  remote?: string;
  /** What becomes of several ratings of one pair; "first" and "last" are refused, as rows on Spark have no order. @default "error" */
  duplicates?: SparkDuplicates;
  /** The lowest and the highest rating that can be given. @default those among the ratings */
  scale?: readonly [low: number, high: number];
  /** The titles of items, by their ids. @default the ids */
  titles?: Iterable<readonly [Id, string]>;
  /** Stops the training, on Spark as well: an `AbortSignal`. @default none */
  signal?: StopSignal;
  /** Whether a notebook shows how far it is, or the display handle that shows it. @default true */
  display?: boolean | DisplayHandle;
  /** Receives the progress, some times a second. @default none */
  onProgress?: (progress: SparkProgress) => void;
}

const FIT_OPTIONS = [
  ...["remote", "user", "item", "rating", "timestamp", "duplicates", "scale", "titles"],
  ...["signal", "display", "onProgress"],
];

/** Where `npm run spark`, and Spark's own script, start a server. */
const USUAL_REMOTE = "sc://localhost:15002";

/** Fit options, checked. */
export type CheckedFit = SparkFitOptions & { readonly remote: string; readonly duplicates: SparkDuplicates };

/** @throws ValueError for an unknown or invalid option. */
export function checkFitOptions(options: SparkFitOptions): CheckedFit {
  checkOptionNames(options, FIT_OPTIONS);
  const { display, signal, onProgress, remote = process.env.SPARK_REMOTE ?? USUAL_REMOTE } = options;
  checkLiveOptions({ display, signal, onProgress: onProgress as never });
  return { ...options, remote, duplicates: checkDuplicates(options.duplicates) };
}
