import { describeValue, wrongArgument } from "../errors";
import { meantBy } from "../training/nearest";
import { idKey, WholeNumbers } from "./whole-numbers";

/**
 * The id of a user or an item: any text, or a finite number. `1` and `"1"` are the same id. Whole numbers beyond
 * ±(2⁵³ − 1) are given as text: JavaScript rounds them.
 */
export type Id = string | number;

/** The users or the items of ratings: each id has an index, counted from 0 in the order in which ids are added. */
export class IdIndex implements Iterable<Id> {
  private readonly ids: Id[] = [];
  // A Map, not an object: an id may be "__proto__".
  private readonly indices = new Map<string | number, number>();
  private readonly wholes = new WholeNumbers();

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
    const key = idKey(checkId(id, argument));
    const index = this.indexOfKey(key);
    if (index !== undefined) return index;
    const next = this.ids.length;
    const own = typeof key === "string" ? ownText(key) : key;
    this.ids.push(typeof id === "number" ? id : typeof own === "string" ? own : ownText(id as string));
    this.setKey(own, next);
    return next;
  }

  private setKey(key: string | number, index: number): void {
    if (typeof key === "number" && this.wholes.reaches(key, index)) this.setWhole(key, index);
    else this.indices.set(key, index);
  }

  /**
   * The index of a whole number ≥ 0 that is known, or of its text; −1 where it is unknown, or so large that it is looked
   * for in another way. Saves checks for millions of ids.
   * @internal
   */
  quickIndex(whole: number): number {
    return this.wholes.indexOf(whole);
  }

  /**
   * Adds the text of a whole number from 0 to 10¹⁵ that is known to be new. Saves checks for many ids.
   * @internal
   */
  addWhole(whole: number): void {
    const next = this.ids.length;
    this.ids.push(String(whole));
    this.setKey(whole, next);
  }

  /** Whether there is such an id. */
  has(id: Id): boolean {
    return !isRounded(id) && this.indexOfKey(idKey(id)) !== undefined;
  }

  /** The index of an id, or undefined where there is no such id. @throws ValueError for a number that was rounded. */
  find(id: Id): number | undefined {
    if (isRounded(id)) checkId(id, this.what);
    return this.indexOfKey(idKey(id));
  }

  /**
   * The index of an id.
   * @param advice what to do about an id that is not there, for its error.
   * @throws ValueError if there is no such id.
   */
  indexOf(id: unknown, argument: string = this.what, advice: string = ""): number {
    const index = this.indexIfKnown(id, argument);
    if (index !== undefined) return index;
    const expected = `one of the ${this.size} ${this.what}s of the ratings, such as ${this.examples(String(id))}`;
    throw wrongArgument(argument, id, expected + advice);
  }

  /** The index of an id, or undefined where there is no such id. @throws ValueError for what is no id. */
  indexIfKnown(id: unknown, argument: string = this.what): number | undefined {
    return this.indexOfKey(idKey(checkId(id, argument)));
  }

  private indexOfKey(key: string | number): number | undefined {
    const index = typeof key === "number" ? this.wholes.indexOf(key) : -1;
    return index >= 0 ? index : this.indices.get(key);
  }

  /** Keeps the index of a whole number in the table, and those that the table has grown to reach. */
  private setWhole(whole: number, index: number): void {
    if (this.wholes.set(whole, index)) return;
    this.wholes.growTo(whole);
    for (const [key, known] of this.indices)
      if (typeof key === "number" && this.wholes.set(key, known)) this.indices.delete(key);
    this.wholes.set(whole, index);
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
