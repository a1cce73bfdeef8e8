import { ADA, FILM_DIALS, PEOPLE, PERSON_DIALS } from "./ratings";

/** Two tastes, in this order. */
export const TASTES = ["space", "love"];

type Pair = [space: number, love: number];

/** The dials of all people and films, of which the reader turns Ada's and those of the films. */
export class Dials {
  readonly people: Pair[] = PERSON_DIALS.map(([space, love]) => [space, love]);
  readonly films: Pair[] = FILM_DIALS.map(([space, love]) => [space, love]);
  private readonly listeners: (() => void)[] = [];

  get ada(): Pair {
    return this.people[ADA];
  }

  /** What the dials make of a person and a film. */
  guess(person: number, film: number): number {
    const [own, its] = [this.people[person], this.films[film]];
    return own[0] * its[0] + own[1] * its[1];
  }

  onTurn(listener: () => void): void {
    this.listeners.push(listener);
  }

  turned(): void {
    for (const listener of this.listeners) listener();
  }

  /** Turns all dials back to where they were at first. */
  reset(): void {
    PEOPLE.forEach((_, person) => this.people[person].splice(0, 2, ...PERSON_DIALS[person]));
    this.films.forEach((film, k) => film.splice(0, 2, ...FILM_DIALS[k]));
    this.turned();
  }
}
