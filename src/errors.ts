/** What a Factorlab error carries besides its message: enough to point at the mistake. */
export interface ErrorFields {
  /** The argument or option that is wrong, as the caller named it: `"data"`, `"learningRate"`. */
  argument?: string;
  /** Where in the argument: `[2, 0]` is row 2, column 0. */
  index?: readonly number[];
  /** The value that was found there, or a description of it. */
  actual?: unknown;
  /** What should be there, in words or as a value. */
  expected?: unknown;
}

/** The base of every error that this library throws on purpose. */
export class FactorlabError extends Error {
  /** The name of the class. */
  override name = "FactorlabError";
  /** The argument or option that is wrong, as the caller named it; absent where none is. */
  readonly argument?: string;
  /** Where in the argument: `[2, 0]` is row 2, column 0. */
  readonly index?: readonly number[];
  /** What was found there. */
  readonly actual?: unknown;
  /** What should have been there, in words or as a value. */
  readonly expected?: unknown;

  constructor(message: string, fields: ErrorFields = {}) {
    super(message);
    Object.assign(this, fields);
  }
}

/** Data of the wrong shape: ragged, empty, not two-dimensional, or not fitting its neighbour. */
export class ShapeError extends FactorlabError {
  /** The name of the class. */
  override name = "ShapeError";
}

/** A value that cannot be used: NaN, text where a number belongs, a feature count of 2.5. */
export class ValueError extends FactorlabError {
  /** The name of the class. */
  override name = "ValueError";
}

/** Training diverged: the loss grew without bound. The model is back at its best state. */
export class DivergenceError extends FactorlabError {
  /** The name of the class. */
  override name = "DivergenceError";
  /** The iteration, counted from 1 over the model's life, at which the loss grew without bound. */
  readonly iteration: number;
  /** Null for models without a learning rate. */
  readonly learningRate: number | null;
  /** The iteration whose factors the model holds now: that with the lowest loss of this training. */
  readonly restoredIteration: number;
  /** A learning rate with which the loss falls; null for models without one, and where no rate would help. */
  readonly suggestedRate: number | null;

  /**
   * @param step what is counted: "iteration" or "epoch".
   * @param penalties the options of the model that strengthen its regularization; none where it has none.
   */
  constructor(
    iteration: number,
    rates: { learningRate: number; suggestedRate: number | null } | null,
    restoredIteration: number,
    step: "iteration" | "epoch" = "iteration",
    penalties: readonly string[] = ["regularization"],
  ) {
    const restored = step === "iteration" ? "L and U are" : "The model is";
    const { learningRate, suggestedRate } = rates ?? { learningRate: null, suggestedRate: null };
    const cause = learningRate === null ? "" : ` with learningRate ${learningRate}`;
    const data = step === "iteration" ? "data" : "ratings";
    const { advice, fields } = remedy(rates, penalties, data);
    super(
      `training diverged at ${step} ${iteration}${cause}: the loss grew without bound. ` +
        `${restored} back at ${step} ${restoredIteration}. ${advice}.`,
      fields,
    );
    this.iteration = iteration;
    this.learningRate = learningRate;
    this.restoredIteration = restoredIteration;
    this.suggestedRate = suggestedRate;
  }
}

/** What helps after a divergence, in words and as an error's fields. @param data what the numbers are called. */
function remedy(
  rates: { learningRate: number; suggestedRate: number | null } | null,
  penalties: readonly string[],
  data: string,
): { advice: string; fields: ErrorFields } {
  if (rates && rates.suggestedRate !== null) {
    return {
      advice: `Try a smaller rate, such as ${rates.suggestedRate}`,
      fields: {
        argument: "learningRate",
        actual: rates.learningRate,
        expected: "a rate at which the loss falls",
      },
    };
  }
  if (!rates && penalties.length > 0) {
    return {
      advice: `Try a larger ${penalties.join(" or ")}`,
      fields: { argument: penalties[0], expected: "one with which the loss falls" },
    };
  }
  const expected = `${data} and starting factors of a moderate scale`;
  const advice = rates ? `No learning rate helps: try ${expected}` : `Try ${data} of a moderate scale`;
  return { advice, fields: { argument: data, expected } };
}

/** A model that is not trained yet was asked for something that it learns in training. */
export class NotFittedError extends FactorlabError {
  /** The name of the class. */
  override name = "NotFittedError";
}

/**
 * Training was stopped from outside: the model is that of its last whole iteration, and can be trained on. Or work for many
 * users was, such as `recommendAll`, or reading ratings: nothing has come of it.
 */
export class TrainingInterrupted extends FactorlabError {
  /** `"KeyboardInterrupt"` where a kernel stopped it, `"AbortError"` where a signal did. */
  override name: string;
  /** The iteration whose factors the model holds, counted over the model's life; how many users were done, or ratings read. */
  readonly iteration: number;
  /** The iteration with which the training would have ended; how many users there are. */
  readonly iterations: number;

  constructor(
    message: string,
    stop: { name: string; iteration: number; iterations: number; reason?: unknown },
  ) {
    super(message);
    this.name = stop.name;
    this.iteration = stop.iteration;
    this.iterations = stop.iterations;
    if (stop.reason !== undefined) this.cause = stop.reason;
  }
}

/** Something that this environment does not offer: files outside Node, a network where there is none. */
export class EnvironmentError extends FactorlabError {
  /** The name of the class. */
  override name = "EnvironmentError";
}

/** A file that cannot be read, written or downloaded, or whose content is damaged. */
export class FileError extends FactorlabError {
  /** `"AbortError"` where a signal stopped it. */
  override name: string = "FileError";
  /** The file, or the address that it should have come from. */
  readonly path: string;

  constructor(message: string, path: string, fields: ErrorFields & { cause?: unknown } = {}) {
    const { cause, ...rest } = fields;
    super(message, rest);
    this.path = path;
    if (cause !== undefined) this.cause = cause;
  }
}

/** A payload that breaks its contract: see `docs/payload.md`. */
export class PayloadError extends FactorlabError {
  /** The name of the class. */
  override name = "PayloadError";
}

const typedArrayPrototype = Object.getPrototypeOf(Int8Array.prototype) as object;

/** The name of a view's class, of whichever realm; undefined for a DataView, which has no elements of one type. */
export function elementType(view: ArrayBufferView): string | undefined {
  return Reflect.get(typedArrayPrototype, Symbol.toStringTag, view) as string | undefined;
}

/** Whether a value is an array or a typed array. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && elementType(value) !== undefined);
}

/**
 * The error for an argument that cannot be used: `features is 2.5, expected a whole number ≥ 1`.
 * @param is what the argument is, in words. @default the description of `actual`
 * @param index where in the argument the value stands. @default not said
 */
export function wrongArgument(
  argument: string,
  actual: unknown,
  expected: string,
  is: string = describeValue(actual),
  index?: readonly number[],
): ValueError {
  const message = `${argument} is ${is}, expected ${expected}`;
  return new ValueError(message, { argument, actual, expected, ...(index && { index }) });
}

/** Bytes as text: "2.00 GB", "15.7 GB". */
export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toPrecision(3)} GB`;
}

/** Names a value in an error's sentence, without walking into it: it may be huge, deep or hostile. */
export function describeValue(value: unknown): string {
  if (isList(value)) return `a list of ${value.length}`;
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
    case "number":
    case "boolean":
      return `${value}`;
    case "bigint":
      return `the BigInt ${value}n`;
    case "undefined":
      return "missing";
    case "object":
      return value === null ? "null" : "an object";
    case "function":
    case "symbol":
      return `a ${typeof value}`;
  }
}
