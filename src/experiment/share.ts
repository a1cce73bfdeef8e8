import { ValueError } from "../errors";
import { refuseRounded } from "../files/exact-json";
import { EXPERIMENT_DEFAULTS, readExperiment } from "./experiment";
import type { Experiment } from "./types";

/** The start of a link's fragment that holds an experiment; the number is the format's version. */
const MARK = "factorlab=1";
/** Characters; longer than any link we write: 100 × 100 cells of full length, and names. */
const LONGEST_LINK = 1_000_000;
/** Stands for an unknown cell in a link. */
const BLANK = "_";

/** Writes an experiment as JSON for people: one line for each row of data. `readExperiment(parseUnrounded(…))` reads it. */
export function experimentJson({ data, labels, ...options }: Experiment): string {
  const rows = data.map((row) => `    [${row.map((cell) => JSON.stringify(cell)).join(", ")}]`);
  const fields = Object.entries({ ...(labels && { labels }), ...options }).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n  "data": [\n${rows.join(",\n")}\n  ],\n${fields.join(",\n")}\n}`;
}

/**
 * Makes a link that holds the whole experiment in its fragment, which no server sees. Default values are left out.
 * @param base the address of the page that reads it with {@link experimentFromLink}; its own fragment is replaced.
 * @example experimentLink(e, "https://example.org/lab") // https://example.org/lab#factorlab=1&data=1,2;3,_
 */
export function experimentLink(e: Experiment, base: string): string {
  const names = (list?: readonly string[]): string | undefined => list?.map(encodeURIComponent).join(",");
  const parts: Record<keyof typeof LINK_FIELDS, string | undefined> = {
    rows: names(e.labels?.rows),
    columns: names(e.labels?.columns),
    features: unlessDefault("features", e.features),
    learningRate: unlessDefault("learningRate", e.learningRate),
    iterations: unlessDefault("iterations", e.iterations),
    seed: unlessDefault("seed", e.seed),
    initRange: unlessDefault("initRange", e.initRange),
    regularization: e.regularization === undefined ? undefined : linkText(e.regularization),
    heldOut: e.heldOut?.map((cell) => cell.join(",")).join(";"),
    plane: e.plane?.join(","),
    hand: e.hand && [e.hand.L, e.hand.U].map((list) => list.map(linkText).join(",")).join(";"),
    data: e.data
      .map((row) => row.map((cell) => (cell === null ? BLANK : linkText(cell))).join(","))
      .join(";"),
  };
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  const text = [
    MARK,
    ...given.map(([name, value]) => `${LINK_FIELDS[name as keyof typeof LINK_FIELDS]}=${value}`),
  ];
  return `${base.replace(/#.*$/s, "")}#${text.join("&")}`;
}

/** The names of the fields in a link. */
const LINK_FIELDS = {
  rows: "rows",
  columns: "columns",
  features: "features",
  learningRate: "rate",
  iterations: "iterations",
  seed: "seed",
  initRange: "init",
  regularization: "penalty",
  heldOut: "hidden",
  plane: "plane",
  hand: "hand",
  data: "data",
} as const;

/**
 * Reads what {@link experimentLink} wrote.
 * @param link a link, or its fragment with or without "#".
 * @returns null if the link holds no experiment.
 * @throws ShapeError, ValueError if it holds one that cannot be used, or is longer than a million characters.
 */
export function experimentFromLink(link: string): Experiment | null {
  const fragment = link.slice(link.indexOf("#") + 1);
  if (!fragment.startsWith(`${MARK}&`) && fragment !== MARK) return null;
  if (fragment.length > LONGEST_LINK) throw tooLong(fragment.length);
  const parts = fragment.split("&").slice(1);
  const fields = new Map(parts.map((part): [string, string] => splitField(part)));
  const numbers = (name: string): number | undefined => linkNumber(fields.get(name));
  const names = (name: string): string[] | undefined => fields.get(name)?.split(",").map(decodedField);
  return readExperiment({
    data: fields
      .get("data")
      ?.split(";")
      .map((row) => row.split(",").map((cell) => (cell === BLANK ? null : linkNumber(cell)))),
    labels: { rows: names("rows"), columns: names("columns") },
    features: numbers("features"),
    learningRate: numbers("rate"),
    iterations: numbers("iterations"),
    seed: numbers("seed"),
    initRange: fields.get("init")?.split(",").map(linkNumber),
    regularization: numbers("penalty"),
    heldOut: fields
      .get("hidden")
      ?.split(";")
      .map((cell) => cell.split(",").map(linkNumber)),
    plane: fields.get("plane")?.split(",").map(linkNumber),
    hand: handOf(fields.get("hand")),
  });
}

/** The numbers of L, and behind a semicolon those of U. */
function handOf(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const [L, U] = text.split(";").map((list) => list.split(",").map(linkNumber));
  return { L, U };
}

function tooLong(length: number): ValueError {
  return new ValueError(`the link has ${length} characters, expected at most ${LONGEST_LINK}`, {
    argument: "link",
    actual: length,
    expected: `at most ${LONGEST_LINK} characters`,
  });
}

function unlessDefault(name: keyof typeof EXPERIMENT_DEFAULTS, value: number | number[]): string | undefined {
  const [text, defaultText] = [value, EXPERIMENT_DEFAULTS[name]].map((each) =>
    [each].flat().map(linkText).join(","),
  );
  return text === defaultText ? undefined : text;
}

/** Removes the plus of "1e+21", which some pages read as a space. */
function linkText(value: number): string {
  return String(value).replace("+", "");
}

function splitField(part: string): [string, string] {
  const at = part.indexOf("=");
  return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
}

/** Turns text that is not a number into NaN, which {@link readExperiment} refuses. */
function linkNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  refuseRounded(text.trim(), "the link");
  return text.trim() === "" ? NaN : Number(text);
}

function decodedField(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ValueError(`the link's name "${text}" is not encoded as links are`, {
      argument: "link",
      actual: text,
      expected: "percent-encoded text",
    });
  }
}
