import type { BiasedSide } from "../../numerics/biased-least-squares";
import type { Drawn, Draws } from "../../numerics/drawn-ratings";
import type { Prior } from "../../numerics/gibbs";
import type { Draw, Units } from "./chain";
import { emptyDraw } from "./chain";
import type { ParameterShape, Parameters, Row } from "../recommender/parameters";

/** Which epochs' draws are kept. */
export interface Keeping {
  readonly epochs: number;
  readonly burnIn: number;
  readonly thinning: number;
}

/** How many draws a model keeps. */
export function slotsFor({ epochs, burnIn, thinning }: Keeping): number {
  return Math.ceil((epochs - burnIn) / thinning);
}

/**
 * Where the draw of an epoch is written: a place is written anew until `thinning` epochs are over, and those beyond
 * the last begin again at the first, so that the newest draws are kept. Draws of the burn-in only pass through.
 */
export function slotOf(epoch: number, keeping: Keeping): { place: number; filled: number } {
  const block = Math.max(0, Math.floor((epoch - keeping.burnIn - 1) / keeping.thinning));
  const places = slotsFor(keeping);
  return { place: block % places, filled: Math.min(block + 1, places) };
}

/** The parameters of {@link BayesianMF}: `places` draws of each, one after the other, k factors a draw. */
export function sampleShapes(places: number, k: number): ParameterShape[] {
  const d = k + 1;
  return [
    { name: "globalMean", per: "model", width: 1 },
    { name: "deviation", per: "model", width: 1 },
    { name: "filled", per: "model", width: 1 },
    { name: "latest", per: "model", width: 1 },
    { name: "noisePrecisions", per: "model", width: places },
    { name: "userPriorMeans", per: "model", width: places * d },
    { name: "itemPriorMeans", per: "model", width: places * d },
    { name: "userPriorPrecisions", per: "model", width: places * d * d },
    { name: "itemPriorPrecisions", per: "model", width: places * d * d },
    { name: "userBiases", per: "user", width: places },
    { name: "itemBiases", per: "item", width: places },
    { name: "userFactors", per: "user", width: places * k },
    { name: "itemFactors", per: "item", width: places * k },
  ];
}

const SIDES = ["user", "item"] as const;

/** The draws in a model's parameters. */
export class Samples {
  constructor(
    private readonly parameters: Parameters,
    readonly places: number,
    readonly k: number,
  ) {}

  /** How many places hold a draw. */
  get filled(): number {
    return this.parameters.filled[0];
  }

  /** The place of the newest draw. */
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

  /** Whether there is anything from an earlier training; there are no units before the first. */
  get hasBegun(): boolean {
    return this.units.deviation > 0;
  }

  /** Whether a row was there when the newest draw was made: biases of exactly 0 are never drawn. */
  knows(per: "user" | "item", row: number): boolean {
    return this.parameters[`${per}Biases`][row * this.places + this.latest] !== 0;
  }

  /** The mean over the draws of one row's biases, in the unit of the ratings. */
  meanBias(biases: Float64Array): number {
    let sum = 0;
    for (let place = 0; place < this.filled; place++) sum += biases[place];
    return (this.units.deviation * sum) / this.filled;
  }

  /** Writes one row's parameters, of all draws. */
  put(per: "user" | "item", row: number, values: Row): void {
    for (const name of [`${per}Biases`, `${per}Factors`])
      this.parameters[name].set(values[name], row * values[name].length);
  }

  noisePrecision(place: number): number {
    return this.parameters.noisePrecisions[place];
  }

  /** The prior of one side in a draw; views. */
  prior(per: "user" | "item", place: number): Prior {
    const d = this.k + 1;
    const [means, precisions] = [
      this.parameters[`${per}PriorMeans`],
      this.parameters[`${per}PriorPrecisions`],
    ];
    return {
      mean: means.subarray(place * d, (place + 1) * d),
      precision: precisions.subarray(place * d * d, (place + 1) * d * d),
    };
  }

  /** Biases and factors of these rows of one side in a draw; all rows without `which`. */
  side(per: "user" | "item", place: number, which?: Int32Array): BiasedSide {
    const { places, k } = this;
    const [biases, factors] = [this.parameters[`${per}Biases`], this.parameters[`${per}Factors`]];
    const count = which?.length ?? biases.length / places;
    const side = { biases: new Float64Array(count), factors: new Float64Array(count * k), k };
    for (let n = 0; n < count; n++) {
      const row = (which ? which[n] : n) * places + place;
      side.biases[n] = biases[row];
      side.factors.set(factors.subarray(row * k, (row + 1) * k), n * k);
    }
    return side;
  }

  /** A copy of a draw. */
  read(place: number): Draw {
    const [users, items] = SIDES.map((per) => this.side(per, place));
    const draw = { ...emptyDraw(0, 0, this.k), users, items, noisePrecision: this.noisePrecision(place) };
    for (const [own, stored] of [
      [draw.userPrior, this.prior("user", place)],
      [draw.itemPrior, this.prior("item", place)],
    ]) {
      own.mean.set(stored.mean);
      own.precision.set(stored.precision);
    }
    return draw;
  }

  /** Keeps a copy of a draw, now the newest. */
  write(draw: Draw, { place, filled }: { place: number; filled: number }): void {
    const { parameters, places, k } = this;
    for (const per of SIDES) {
      const { biases, factors } = draw[`${per}s`];
      const [keptBiases, keptFactors] = [parameters[`${per}Biases`], parameters[`${per}Factors`]];
      for (let n = 0, row = place; n < biases.length; n++, row += places) {
        keptBiases[row] = biases[n];
        for (let t = 0; t < k; t++) keptFactors[row * k + t] = factors[n * k + t];
      }
      const stored = this.prior(per, place);
      stored.mean.set(draw[`${per}Prior`].mean);
      stored.precision.set(draw[`${per}Prior`].precision);
    }
    parameters.noisePrecisions[place] = draw.noisePrecision;
    parameters.filled[0] = filled;
    parameters.latest[0] = place;
  }

  /** As {@link drawnRatings} asks for them, for ratings of this scale. */
  draws([low, high]: readonly [number, number]): Draws {
    const { places, filled, k } = this;
    return { capacity: places, filled, k, ...this.units, low, high };
  }
}

/** The draws of users or items, out of a row's parameters or of all. */
export function drawnOf(per: "user" | "item", values: Row | Parameters): Drawn {
  return { biases: values[`${per}Biases`], factors: values[`${per}Factors`] };
}
