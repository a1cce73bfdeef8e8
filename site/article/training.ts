import { DivergenceError, MatrixFactorization } from "factorlab";
import type { TrainingEvent } from "factorlab";
import { RATINGS, ratedPlaces } from "./ratings";
import type { Place, Stars } from "./ratings";

/** What a training of the article starts from. */
export interface Settings {
  features: number;
  learningRate: number;
  iterations: number;
  seed: number;
}

export const SETTINGS: Settings = { features: 2, learningRate: 0.05, iterations: 1500, seed: 7 };

/** The training that is watched, slow enough for the eye: the films part at about iteration 90. */
export const WATCHED: Settings = { ...SETTINGS, learningRate: 0.02, iterations: 200 };

/** Seeds of random starts of which each shows something else: in the third one, the factors change places. */
export const STARTS = [7, 1, 3, 2, 8, 4];

/** A training of a few ratings by the library, which takes single iterations. */
export class Training {
  readonly model: MatrixFactorization;
  /** The loss before the first iteration, and after each. */
  readonly losses: number[];
  /** Set once the loss has grown without bound. */
  diverged: DivergenceError | null = null;
  ended = false;
  private readonly events: Iterator<TrainingEvent, void>;

  constructor(ratings: readonly (readonly Stars[])[], settings: Settings) {
    const { features, seed, ...how } = settings;
    this.model = new MatrixFactorization(
      ratings.map((row) => [...row]),
      features,
      { seed },
    );
    this.losses = [this.model.loss];
    this.events = this.model.trainingEvents(how);
  }

  /** Takes up to `count` iterations. */
  advance(count: number): void {
    for (let k = 0; k < count && !this.ended; k++) this.iterate();
  }

  /** Trains to the end. */
  finish(): this {
    this.advance(Infinity);
    return this;
  }

  /** The stars that the factors guess, from 1 to 5. */
  guess([person, film]: Place): number {
    return Math.min(5, Math.max(1, this.model.predict(person, film)));
  }

  private iterate(): void {
    try {
      const next = this.events.next();
      if (next.done === true) this.ended = true;
      else this.losses.push(next.value.loss);
    } catch (error) {
      if (!(error instanceof DivergenceError)) throw error;
      this.diverged = error;
      this.ended = true;
    }
  }
}

/** How far guesses are from the stars at these places, on average. */
export function averageMiss(places: readonly Place[], guess: (place: Place) => number): number {
  const misses = places.map((place) => Math.abs(guess(place) - starsAt(place)));
  return misses.reduce((sum, miss) => sum + miss, 0) / misses.length;
}

/** The stars at a place that has some. */
export function starsAt([person, film]: Place): number {
  return RATINGS[person][film] ?? NaN;
}

/** The average of a film's ratings; of all ratings where it has none. */
export function filmAverage(ratings: readonly (readonly Stars[])[], film: number): number {
  const all = ratedPlaces(ratings);
  const own = all.filter((place) => place[1] === film);
  const places = own.length > 0 ? own : all;
  return places.reduce((sum, place) => sum + starsAt(place), 0) / places.length;
}
