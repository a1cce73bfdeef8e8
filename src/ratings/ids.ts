import { describeValue, ValueError } from "../errors";
import { meantBy } from "../training/nearest";

/** What names a user or an item: any text, or a finite number. `1` and `"1"` name the same one. */
export type Id = string | number;

/** The users or the items of ratings: each id has a place, counted from 0 in the order in which ids were met. */
export class IdIndex implements Iterable<Id> {
  private readonly ids: Id[] = [];
  // A Map, not an object: an id may be "__proto__".
  private readonly indices = new Map<string, number>();

  /** @param what "user" or "item", for errors. */
  constructor(
    readonly what: "user" | "item",
    ids: Iterable<Id> = [],
  ) {
    for (const id of ids) this.add(id);
  }

  /** How many ids there are. */
  get size(): number {
    return this.ids.length;
  }

  /**
   * The place of an id, which it gets now if it has none.
   * @param argument how an error names the id; a function where the name would be made for each of millions.
   * @throws ValueError if it is no id.
   */
  add(id: unknown, argument: string | (() => string) = this.what): number {
    const key = String(checkId(id, argument));
    const place = this.indices.get(key);
    if (place !== undefined) return place;
    const own = ownText(key);
    this.indices.set(own, this.ids.length);
    this.ids.push(typeof id === "number" ? id : own);
    return this.ids.length - 1;
  }

  /** Whether there is such an id. */
  has(id: Id): boolean {
    return this.indices.has(String(id));
  }

  /** The place of an id, or undefined where there is no such id. */
  find(id: Id): number | undefined {
    return this.indices.get(String(id));
  }

  /** The place of an id. @throws ValueError if there is no such id. */
  indexOf(id: unknown, argument: string = this.what): number {
    const place = this.indices.get(String(checkId(id, argument)));
    if (place !== undefined) return place;
    const expected = `one of the ${this.size} ${this.what}s of the ratings, such as ${this.some(String(id))}`;
    throw new ValueError(`${argument} is ${describeValue(id)}, expected ${expected}`, {
      argument,
      actual: id,
      expected,
    });
  }

  /** The id that may have been meant, else a few. */
  private some(id: string): string {
    const meant = meantBy(
      id,
      this.ids.filter((known) => typeof known === "string"),
    );
    const few = meant === null ? this.ids.slice(0, 3) : [meant];
    return few.map((known) => JSON.stringify(known)).join(", ");
  }

  /** The id at a place. */
  at(place: number): Id {
    return this.ids[place];
  }

  /** The same ids, to which others can be added. */
  copy(): IdIndex {
    return new IdIndex(this.what, this.ids);
  }

  /** Goes through the ids, in the order of their places. */
  [Symbol.iterator](): Iterator<Id> {
    return this.ids[Symbol.iterator]();
  }
}

/** A copy of a text that may be a piece of a long one, which an engine would otherwise keep in memory with it. */
function ownText(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}

function checkId(id: unknown, argument: string | (() => string)): Id {
  if (typeof id === "string" && id !== "") return id;
  if (typeof id === "number" && Number.isFinite(id)) return id;
  const name = typeof argument === "string" ? argument : argument();
  const actual = id === "" ? "empty text" : describeValue(id);
  const expected = "an id: text that is not empty, or a finite number";
  throw new ValueError(`${name} is ${actual}, expected ${expected}`, {
    argument: name,
    actual: id,
    expected,
  });
}
