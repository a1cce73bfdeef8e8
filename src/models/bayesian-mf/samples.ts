import type { BiasedSide } from "../../numerics/biased-least-squares";
import type { Drawn, Draws } from "../../numerics/drawn-ratings";
import type { Prior } from "../../numerics/gibbs";
import type { Draw, Units } from "./draw";
import { emptyDraw } from "./draw";
import type { ParameterShape, Parameters, Row } from "../recommender/parameters";

/** Determines which epochs' draws are kept. */
export interface SamplingSchedule {
  readonly epochs: number;
  readonly burnIn: number;
  readonly thinning: number;
}

/** The number of draws that a model keeps. */
export function slotsFor({ epochs, burnIn, thinning }: SamplingSchedule): number {
  return Math.ceil((epochs - burnIn) / thinning);
}

/**
 * The slot for the draw of an epoch: each slot is overwritten for `thinning` epochs, and after the last slot writing
 * returns to the first, so that the newest draws are kept. Draws of the burn-in are always overwritten.
 */
export function slotOf(epoch: number, schedule: SamplingSchedule): { slot: number; filled: number } {
  const block = Math.max(0, Math.floor((epoch - schedule.burnIn - 1) / schedule.thinning));
  const slots = slotsFor(schedule);
  return { slot: block % slots, filled: Math.min(block + 1, slots) };
}

/** The parameters of {@link BayesianMF}: `slots` draws of each, one after the other, k factors a draw. */
export function sampleShapes(slots: number, k: number): ParameterShape[] {
  const d = k + 1;
  return [
    { name: "globalMean", per: "model", width: 1 },
    { name: "deviation", per: "model", width: 1 },
    { name: "filled", per: "model", width: 1 },
    { name: "latest", per: "model", width: 1 },
    { name: "noisePrecisions", per: "model", width: slots },
    { name: "userPriorMeans", per: "model", width: slots * d },
    { name: "itemPriorMeans", per: "model", width: slots * d },
    { name: "userPriorPrecisions", per: "model", width: slots * d * d },
    { name: "itemPriorPrecisions", per: "model", width: slots * d * d },
    { name: "userBiases", per: "user", width: slots, drawnFromPrior: true },
    { name: "itemBiases", per: "item", width: slots, drawnFromPrior: true },
    { name: "userFactors", per: "user", width: slots * k, drawnFromPrior: true },
    { name: "itemFactors", per: "item", width: slots * k, drawnFromPrior: true },
  ];
}

const SIDES = ["user", "item"] as const;

/** The draws in a model's parameters. */
export class Samples {
  constructor(
    private readonly parameters: Parameters,
    readonly slots: number,
    readonly k: number,
  ) {}

  /** The number of slots that hold a draw. */
  get filled(): number {
    return this.parameters.filled[0];
  }

  /** The slot of the newest draw. */
  get latest(): number {
    return this.parameters.latest[0];
  }

  /** A copy of the newest draw's numbers. */
  get newest(): Parameters {
    const { users, items, noisePrecision } = this.read(this.latest);
    return {
      userBiases: users.biases,
      itemBiases: items.biases,
      userFactors: users.factors,
      itemFactors: items.factors,
      noisePrecisions: Float64Array.of(noisePrecision),
    };
  }

  get units(): Units {
    return { mean: this.parameters.globalMean[0], deviation: this.parameters.deviation[0] };
  }

  set units({ mean, deviation }: Units) {
    this.parameters.globalMean[0] = mean;
    this.parameters.deviation[0] = deviation;
  }

  /** Whether an earlier training has begun; before it there are no units. */
  get hasBegun(): boolean {
    return this.units.deviation > 0;
  }

  /** Whether the newest draw includes a row: biases of exactly 0 are never drawn. */
  knows(per: "user" | "item", row: number): boolean {
    return this.parameters[`${per}Biases`][row * this.slots + this.latest] !== 0;
  }

  /** Writes the parameters of one row for all draws. */
  put(per: "user" | "item", row: number, values: Row): void {
    for (const name of [`${per}Biases`, `${per}Factors`])
      this.parameters[name].set(values[name], row * values[name].length);
  }

  noisePrecision(slot: number): number {
    return this.parameters.noisePrecisions[slot];
  }

  /** The prior of one side in a draw, as views. */
  prior(per: "user" | "item", slot: number): Prior {
    const d = this.k + 1;
    const [means, precisions] = [
      this.parameters[`${per}PriorMeans`],
      this.parameters[`${per}PriorPrecisions`],
    ];
    return {
      mean: means.subarray(slot * d, (slot + 1) * d),
      precision: precisions.subarray(slot * d * d, (slot + 1) * d * d),
    };
  }

  /** The biases and factors of the rows `which` of one side in a draw; of all rows if it is omitted. */
  side(per: "user" | "item", slot: number, which?: Int32Array): BiasedSide {
    const { slots, k } = this;
    const [biases, factors] = [this.parameters[`${per}Biases`], this.parameters[`${per}Factors`]];
    const count = which?.length ?? biases.length / slots;
    const side = { biases: new Float64Array(count), factors: new Float64Array(count * k), k };
    for (let n = 0; n < count; n++) {
      const row = (which ? which[n] : n) * slots + slot;
      side.biases[n] = biases[row];
      side.factors.set(factors.subarray(row * k, (row + 1) * k), n * k);
    }
    return side;
  }

  /** A copy of a draw. */
  read(slot: number): Draw {
    const [users, items] = SIDES.map((per) => this.side(per, slot));
    const draw = { ...emptyDraw(0, 0, this.k), users, items, noisePrecision: this.noisePrecision(slot) };
    for (const [own, stored] of [
      [draw.userPrior, this.prior("user", slot)],
      [draw.itemPrior, this.prior("item", slot)],
    ]) {
      own.mean.set(stored.mean);
      own.precision.set(stored.precision);
    }
    return draw;
  }

  /** Stores a copy of a draw as the newest. */
  write(draw: Draw, { slot, filled }: { slot: number; filled: number }): void {
    const { parameters, slots, k } = this;
    for (const per of SIDES) {
      const { biases, factors } = draw[`${per}s`];
      const [keptBiases, keptFactors] = [parameters[`${per}Biases`], parameters[`${per}Factors`]];
      for (let n = 0, row = slot; n < biases.length; n++, row += slots) {
        keptBiases[row] = biases[n];
        for (let t = 0; t < k; t++) keptFactors[row * k + t] = factors[n * k + t];
      }
      const stored = this.prior(per, slot);
      stored.mean.set(draw[`${per}Prior`].mean);
      stored.precision.set(draw[`${per}Prior`].precision);
    }
    parameters.noisePrecisions[slot] = draw.noisePrecision;
    parameters.filled[0] = filled;
    parameters.latest[0] = slot;
  }

  /** The arguments of {@link drawnRatings}, for ratings of this scale. */
  draws([low, high]: readonly [number, number]): Draws {
    const { slots, filled, k } = this;
    return { capacity: slots, filled, k, ...this.units, low, high };
  }
}

/** The draws of users or items, from the parameters of one row or of all. */
export function drawnOf(per: "user" | "item", values: Row | Parameters): Drawn {
  return { biases: values[`${per}Biases`], factors: values[`${per}Factors`] };
}
