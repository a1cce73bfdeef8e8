import { log10, pow } from "../kernels/math";
import { powerOfTwo } from "../numerics/powers";
import { seenData } from "./held-out";
import { costOf, startOf } from "./run";
import { rankFacts } from "./rank";
import type { Experiment, Trace } from "./types";
import { verdict } from "./verdict";
import type { VerdictState } from "./verdict";

/** A rate is as good as another one if its loss is at most this many times as large. */
const AS_GOOD = 3;
/** Steps down, each to a quarter, until a rate has to be found that does not diverge: 12 powers of ten. */
const MOST_QUARTERINGS = 20;
/** Halvings in a row that bring no lower loss, before smaller rates are taken to be slower still. */
const IN_VAIN = 3;
/** Around the best rate, rates are tried that differ by these powers of two, one after the other. */
const FINER = [1 / 2, 1 / 4, 1 / 8, 1 / 16] as const;
/** How many rates are tried from the first that does not diverge on, to sixteen times as large. */
const AT_EDGE = 32;
/** The first digits of round rates, a root of ten among them. */
const ROUND = [1, 1.5, 2, 2.5, 3, 3.16, 4, 5, 7, 8] as const;
/** Above this many multiplications a training takes a tenth of a second or more, and the search stays a coarse one. */
const COSTLY = 1e8;

/** What a training with a rate came to. */
interface Tried {
  rate: number;
  /** The loss at its end; infinite if it diverged. */
  loss: number;
  state: VerdictState;
}

/**
 * Finds, by training, a rate that works: the experiment's own if that reaches what can be reached, or else the best of
 * many. No other rate of a scan reaches less than a tenth of its loss, as far as tests over tables of all scales tell.
 * @param run trains an experiment from its start to its end.
 * @returns null if every rate diverges. Rates that were found have three digits.
 */
export function workingRate(experiment: Experiment, run: (experiment: Experiment) => Trace): number | null {
  const search = rateSearch(experiment);
  let next = search.next();
  while (!next.done) next = search.next(run(next.value));
  return next.value;
}

/**
 * The search of {@link workingRate}, for callers that train piece by piece: it asks for one training after the other,
 * and is given their traces.
 */
export function* rateSearch(experiment: Experiment): Generator<Experiment, number | null, Trace> {
  const tried: Tried[] = [];
  const rank = rankFacts(seenData(experiment), experiment.features);
  function* attempt(learningRate: number): Generator<Experiment, Tried, Trace> {
    const earlier = tried.find(({ rate }) => rate === learningRate);
    if (earlier) return earlier;
    const attempted = { ...experiment, learningRate };
    const trace = yield attempted;
    const { state } = verdict(attempted, trace, rank);
    const end = trace.loss.values.at(-1) ?? Infinity;
    const loss = state === "diverged" || !Number.isFinite(end) ? Infinity : end;
    const result = { rate: learningRate, loss, state };
    tried.push(result);
    return result;
  }
  const own = yield* attempt(experiment.learningRate);
  if (own.state === "exact" || (own.state === "converged" && rank !== null)) return own.rate;
  const costly = costOf(startOf(experiment)) > COSTLY;
  const stable = yield* firstStable(largestRate(experiment), attempt);
  if (stable !== null) {
    // Where some rates diverge, a little more or less makes much of a difference, and a larger one may be stable again.
    for (const rate of costly ? [] : ratesAround(stable)) yield* attempt(rate);
    yield* descend(stable, attempt);
  }
  for (const power of costly ? [] : FINER) {
    const { rate } = lowest(tried);
    for (const factor of [pow(2, power), pow(2, -power)]) yield* attempt(threeDigits(rate * factor));
  }
  return bestOf(tried, own);
}

type Attempt = (rate: number) => Generator<Experiment, Tried, Trace>;

/**
 * The largest rate that may be stable: an entry moves by the rate times the mean square of the other factor's entries,
 * which begin in the range they are drawn from and end at about the root of the data's size.
 */
function largestRate(experiment: Experiment): number {
  const { features, initRange } = experiment;
  const [low, high] = initRange;
  const known = seenData(experiment)
    .flat()
    .filter((value) => value !== null);
  const meanSquare = known.reduce((sum, value) => sum + value * value, 0) / known.length;
  const atStart = (low * low + low * high + high * high) / 3;
  const rate = 32 / Math.max(atStart, Math.sqrt(meanSquare) / features, 1e-9);
  return Number.isFinite(rate) && rate > 0 ? rate : 1e-150;
}

/** The rates to try around the first stable one: evenly up to sixteen times it, and the round ones, as people choose. */
function ratesAround(stable: number): number[] {
  const even = Array.from({ length: AT_EDGE }, (_, k) => stable * pow(16, (AT_EDGE - k) / (AT_EDGE + 1)));
  const [least, most] = [stable / 8, 16 * stable];
  const round: number[] = [];
  for (let power = Math.floor(log10(least)); power <= Math.ceil(log10(most)); power++) {
    for (const digits of ROUND) round.push(Number(`${digits}e${power}`));
  }
  return [...even.map(threeDigits), ...round.filter((rate) => rate >= least && rate <= most)];
}

function* firstStable(largest: number, attempt: Attempt): Generator<Experiment, number | null, Trace> {
  for (let k = 0; k <= MOST_QUARTERINGS; k++) {
    const { rate, loss } = yield* attempt(threeDigits(largest / powerOfTwo(2 * k)));
    if (loss < Infinity) return rate;
  }
  return null;
}

/** Halves the rate until that brings nothing any more. */
function* descend(from: number, attempt: Attempt): Generator<Experiment, void, Trace> {
  let least = Infinity;
  for (let rate = from, inVain = 0; inVain < IN_VAIN; rate /= 2) {
    const { loss } = yield* attempt(threeDigits(rate));
    inVain = loss < least ? 0 : inVain + 1;
    least = Math.min(least, loss);
  }
}

/** The best rate: of those that are as good as the best one, a steady one, and the experiment's own if it is among them. */
function bestOf(tried: readonly Tried[], own: Tried): number | null {
  const { loss } = lowest(tried);
  if (loss === Infinity) return null;
  const good = tried.filter((each) => each.loss <= AS_GOOD * loss);
  const steady = good.filter(({ state }) => state !== "oscillating");
  if (steady.includes(own)) return own.rate;
  return lowest(steady.length > 0 ? steady : good).rate;
}

function lowest(tried: readonly Tried[]): Tried {
  return tried.reduce((best, each) => (each.loss < best.loss ? each : best));
}

function threeDigits(rate: number): number {
  return Number(rate.toPrecision(3));
}
