import fc from "fast-check";
import type { TableModel } from "../../../src";

/** The facts about a class of models of tables that the contract needs to check it. */
export interface TableTerms {
  /** The name in files. */
  name: string;
  /** A trained model; `options` are the class's, with 2 features and seed 7 where they say nothing else. */
  fit: (data: unknown, options?: object) => TableModel;
  fromJSON: (json: unknown) => TableModel;
  /** Not trained yet; absent where a model has its data from the start. */
  blank?: (options?: object) => TableModel & Trainable;
  /** Trains again, with as many iterations as given where the class takes them; an interrupt flag may stop it. */
  /** Options with which `transform` finds its rows to the last digits. @default none are needed */
  exactly?: object;
  trainOn: (model: TableModel) => void;
  takesUnknown: boolean;
  takesNegative: boolean;
  /** Whether the model of all zeros is all zeros, rather than close to it. */
  findsZeros: boolean;
  /** Whether only the seed decides where training ends. */
  dependsOnSeed: boolean;
  /** Options that a person may pass, right and wrong. */
  strangeOptions: fc.Arbitrary<object>;
}

/** The models that are fitted, rather than made with their data. */
export interface Trainable {
  fit(data: never, options?: object): TableModel;
  partialFit(rows: never, options?: object): TableModel;
}

export type Cells = (number | null)[][];

/** Two tastes, with some cells unknown where a model takes that; the same at each call. */
export function table(unknown: boolean): Cells {
  return Array.from({ length: 7 }, (_, i) =>
    Array.from({ length: 5 }, (_, j) => {
      if (unknown && (i * 3 + j * 2) % 5 === 0 && i > 0) return null;
      return (i % 2 === j % 2 ? 4 : 1) + ((i * 7 + j * 3) % 4) / 4;
    }),
  );
}

export const NAMES = {
  rows: ["Ada", "Ben", "Cem", "Dan", "Eva", "Fay", "Gus"],
  columns: ["Alien", "Brazil", "Casino", "Dune", "Emma"],
};

/** A model's record without its seal, for making another one. */
export function bodyOf(model: TableModel): Record<string, unknown> & { model: string } {
  const seal = ["format", "version", "checksum"];
  const parts = Object.entries(model.toJSON()).filter(([key]) => !seal.includes(key));
  return { ...Object.fromEntries(parts), model: model.name };
}

/** Everything that training finds, to the last bit. */
export const bytes = (model: TableModel): string => {
  const { L, U, iteration, history } = model.toJSON();
  return JSON.stringify({ L, U, iteration, history });
};

export function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Runs `during` with an interrupt flag in place, which it may set. */
export function withInterruptFlag(during: (flag: Int32Array) => void): void {
  const symbols = globalThis as { [key: symbol]: unknown };
  const name = Symbol.for("factorlab.stop");
  const flag = new Int32Array(1);
  symbols[name] = flag;
  try {
    during(flag);
  } finally {
    Reflect.deleteProperty(symbols, name);
  }
}

/** Mostly one of the right values of an option, now and then a wrong one. */
export function mostly(...right: unknown[]): fc.Arbitrary<unknown> {
  const wrong = fc.constantFrom<unknown>(0, -1, 2.5, NaN, "2", null);
  return fc.oneof({ weight: 19, arbitrary: fc.constantFrom(...right) }, wrong);
}

/** A model of the contract, typed as its own class. */
export function own<Model>(Class: abstract new (...given: never[]) => Model, model: unknown): Model {
  if (model instanceof Class) return model;
  throw new Error(`expected a ${Class.name}`);
}
