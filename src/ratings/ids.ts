import { describeValue, wrongArgument } from "../errors";
import { meantBy } from "../training/nearest";

/**
 * The id of a user or an item: any text, or a finite number. `1` and `"1"` are the same id. Whole numbers beyond
 * ±(2⁵³ − 1) are given as text: JavaScript rounds them.
 */
export type Id = string | number;

/** The users or the items of ratings: each id has an index, counted from 0 in the order in which ids are added. */
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
   * The index of an id, which is added if it is new.
   * @param argument how an error names the id; a function saves making the name for each of millions.
   * @throws ValueError unless it is an id.
   */
  add(id: unknown, argument: string | (() => string) = this.what): number {
    const key = String(checkId(id, argument));
    const index = this.indices.get(key);
    if (index !== undefined) return index;
    const own = ownText(key);
    this.indices.set(own, this.ids.length);
    this.ids.push(typeof id === "number" ? id : own);
    return this.ids.length - 1;
  }

  /** Whether there is such an id. */
  has(id: Id): boolean {
    return !isRounded(id) && this.indices.has(String(id));
  }

  /** The index of an id, or undefined where there is no such id. @throws ValueError for a number that was rounded. */
  find(id: Id): number | undefined {
    if (isRounded(id)) checkId(id, this.what);
    return this.indices.get(String(id));
  }

  /** The index of an id. @throws ValueError if there is no such id. */
  indexOf(id: unknown, argument: string = this.what): number {
    const index = this.indices.get(String(checkId(id, argument)));
    if (index !== undefined) return index;
    const expected = `one of the ${this.size} ${this.what}s of the ratings, such as ${this.examples(String(id))}`;
    throw wrongArgument(argument, id, expected);
  }

  /** The id that was probably meant, else a few ids. */
  private examples(id: string): string {
    const meant = meantBy(
      id,
      this.ids.filter((known) => typeof known === "string"),
    );
    const few = meant === null ? this.ids.slice(0, 3) : [meant];
    return few.map((known) => JSON.stringify(known)).join(", ");
  }

  /** The id at an index. */
  at(index: number): Id {
    return this.ids[index];
  }

  /** A copy, to which other ids can be added. */
  copy(): IdIndex {
    return new IdIndex(this.what, this.ids);
  }

  /** Goes through the ids, in the order of their places. */
  [Symbol.iterator](): Iterator<Id> {
    return this.ids[Symbol.iterator]();
  }
}

/** Copies a text: a slice would otherwise keep the whole text that it was cut from in memory. */
function ownText(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}

/** Whether a number stands for several whole numbers: 9007199254740993 is read as 9007199254740992. */
export function isRounded(id: unknown): boolean {
  return typeof id === "number" && Math.abs(id) > Number.MAX_SAFE_INTEGER;
}

const TEXT_INSTEAD = "text for a whole number beyond ±(2⁵³ − 1), which JavaScript has rounded";

function checkId(id: unknown, argument: string | (() => string)): Id {
  if (typeof id === "string" && id !== "") return id;
  if (typeof id === "number" && Number.isFinite(id) && !isRounded(id)) return id;
  const name = typeof argument === "string" ? argument : argument();
  const actual = id === "" ? "empty text" : describeValue(id);
  const rounded = isRounded(id) && Number.isFinite(id);
  const expected = rounded ? TEXT_INSTEAD : "an id: text that is not empty, or a finite number";
  throw wrongArgument(name, id, expected, actual);
}
