import { wrongArgument } from "../../errors";
import { cos, pow } from "../../kernels/math";
import { Ratings } from "../../ratings/ratings";
import {
  checkFlag,
  checkFunction,
  checkNotNegative,
  checkOptionNames,
  checkPositive,
  checkSignalOption,
  checkThreads,
  checkWhole,
} from "../../training/options";
import type { StopSignal } from "../../training/stop";

/** When to stop before the last epoch; the model then returns to the parameters of its best epoch. */
export interface EarlyStopping {
  /** The number of epochs without a better validation loss that ends the training, a whole number ≥ 1. @default 3 */
  patience?: number;
  /** How much lower a validation loss must be to count as better, ≥ 0. @default 0 */
  minDelta?: number;
}

/** How a model of ratings is trained: validation, stopping, schedule, signal. */
export interface FitOptions {
  /** The number of epochs, a whole number ≥ 1. @default the model's `epochs` */
  epochs?: number;
  /** Ratings that are not trained on; training measures their loss after each epoch. */
  validation?: Ratings;
  /** Ends training once the validation loss stops falling, and returns to the best epoch; `true` for the defaults. @default false */
  earlyStopping?: boolean | EarlyStopping;
  /** Multiplies the learning rate: the factor for each epoch, counted from 1. See {@link schedules}. @default always 1 */
  schedule?: (epoch: number, epochs: number) => number;
  /** Starts from the model's current parameters of users and items that it knows. @default false */
  warmStart?: boolean;
  /** Stops training; the model keeps the parameters of the last whole epoch. */
  signal?: StopSignal;
  /**
   * How many threads may work, a whole number from 1 to 256. The result does not depend on it.
   * @default as many as the machine runs at once, up to 8; 1 where threads cannot share memory, as in most pages
   */
  threads?: number;
  /** Whether the model says where the ratings do not look like what it takes, in `model.warnings` and its output. @default true */
  warnings?: boolean;
}

export const FIT_OPTIONS = [
  "epochs",
  "validation",
  "earlyStopping",
  "schedule",
  "warmStart",
  "signal",
  "threads",
  "warnings",
] as const;

/** Learning-rate schedules for {@link FitOptions.schedule}. */
export const schedules = {
  /** rate × decay^(epoch − 1). @param decay above 0, up to 1. */
  exponential: (decay: number): ((epoch: number) => number) => {
    checkPositive(decay, "decay");
    return (epoch) => pow(decay, epoch - 1);
  },
  /** rate ÷ (1 + decay × (epoch − 1)). @param decay ≥ 0. */
  inverse: (decay: number): ((epoch: number) => number) => {
    checkNotNegative(decay, "decay");
    return (epoch) => 1 / (1 + decay * (epoch - 1));
  },
  /** Half a cosine wave from the full rate down to the share `least` of it. @see Loshchilov & Hutter 2017 */
  cosine: (least: number = 0): ((epoch: number, epochs: number) => number) => {
    checkNotNegative(least, "least");
    return (epoch, epochs) => least + ((1 - least) * (1 + cos((Math.PI * (epoch - 1)) / epochs))) / 2;
  },
};

/** Checked options. */
export interface Fit {
  epochs: number | undefined;
  validation: Ratings | null;
  stopping: Required<EarlyStopping> | null;
  schedule: (epoch: number, epochs: number) => number;
  warmStart: boolean;
  signal: StopSignal | undefined;
  threads: number;
  warnings: boolean;
}

/** @throws ValueError for an invalid option. */
export function checkFit(options: FitOptions): Fit {
  checkOptionNames(options, FIT_OPTIONS);
  const { validation = null, earlyStopping = false, schedule = () => 1, warmStart = false, signal } = options;
  if (validation !== null && !(validation instanceof Ratings))
    throw wrongArgument("validation", validation, "Ratings that are not trained on");
  const { warnings = true } = options;
  checkFlag(warmStart, "warmStart");
  checkFlag(warnings, "warnings");
  checkFunction(schedule, "schedule");
  checkSignalOption(signal, "signal");
  const stopping = checkStopping(earlyStopping);
  if (stopping && !validation)
    throw wrongArgument(
      "validation",
      undefined,
      "Ratings that are not trained on, which earlyStopping looks at",
    );
  const epochs = options.epochs === undefined ? undefined : checkWhole(options.epochs, "epochs", 1);
  const threads = checkThreads(options.threads);
  return { epochs, validation, stopping, schedule, warmStart, signal, threads, warnings };
}

function checkStopping(given: boolean | EarlyStopping): Required<EarlyStopping> | null {
  if (given === false) return null;
  const options = given === true ? {} : given;
  checkOptionNames(options, ["patience", "minDelta"], "earlyStopping");
  const { patience = 3, minDelta = 0 } = options;
  return {
    patience: checkWhole(patience, "earlyStopping.patience", 1),
    minDelta: checkNotNegative(minDelta, "earlyStopping.minDelta"),
  };
}
