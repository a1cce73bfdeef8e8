import type { ValueError } from "../errors";
import { defaultThreads } from "../kernels/run";
import type { RunOptions } from "../kernels/run";
import { checkMemory } from "../matrix/memory";
import { formatCount } from "../outputs/progress-number";
import { checkReading, interruptFlag } from "../training/stop";
import {
  checkRating,
  checkTimestamp,
  checkWeight,
  LARGEST_RATING,
  mixedTimestamps,
  ratingParts,
  wrongRating,
} from "./checks";
import type { PathOf, RemedyOf } from "./checks";
import { IdIndex } from "./ids";
import type { Columns } from "./by-keys";
import { LeftOut } from "./left-out";
import { LineNumbers } from "./line-numbers";
import { PackedRows } from "./packed/packed-rows";
import { plainSeconds } from "./plain-value";

/** The numbers of 8 bytes that a rating takes while it is read and sorted, and so many more with a time. */
const NUMBERS_EACH = 5;
const NUMBERS_TIMED = 3;
/** Offsets of sparse rows are 32-bit numbers. */
const MOST_RATINGS = 2 ** 31 - 1;
const FEWEST = 1024;
const ADVICE = "fewer ratings; Spark's ALS spreads what is too large for one machine over many";

/** Ratings as they are read: checked, and kept as columns of numbers that grow. */
export class RatingCollector {
  /** How many ratings there are. */
  length = 0;
  users: Int32Array = new Int32Array(0);
  items: Int32Array = new Int32Array(0);
  values: Float64Array = new Float64Array(0);
  /** One for each rating, or empty. */
  times: Float64Array = new Float64Array(0);
  /** How often each rating counts, as far as one has a weight; null while none has. */
  private weightList: number[] | null = null;
  /** The lowest and the highest rating that may be. */
  readonly low: number;
  readonly high: number;
  /** The ratings, instead of the columns, where kernels read them. */
  packed: PackedRows | null = null;
  /** How kernels run that read and sort. */
  readonly running: RunOptions;
  /** Which row each rating was, where rows may be left out; null where they may not. */
  private readonly places: LineNumbers | null;
  private timed = false;
  private checked = 0;
  /** How many of the ids were given, and stay whatever is left out. */
  private readonly given: readonly [users: number, items: number];
  private readonly userName = (): string => this.pathOf(this.rows, "user");
  private readonly itemName = (): string => this.pathOf(this.rows, "item");
  private seen = 0;

  /** @param pathOf how errors name a row. @param leftOut which rows are left out. @param remedyOf what errors advise. */
  constructor(
    public userIds: IdIndex,
    public itemIds: IdIndex,
    readonly scale: readonly [number, number] | undefined,
    private readonly pathOf: PathOf,
    readonly leftOut: LeftOut = new LeftOut({}),
    private readonly remedyOf: RemedyOf = () => "",
  ) {
    this.places = leftOut.isActive ? new LineNumbers() : null;
    this.given = [userIds.size, itemIds.size];
    const [low, high] = scale ?? [-LARGEST_RATING, LARGEST_RATING];
    this.low = Math.max(low, -LARGEST_RATING);
    this.high = Math.min(high, LARGEST_RATING);
    const flag = interruptFlag();
    this.running = { threads: defaultThreads(), check: () => checkReading(flag, this.length) };
  }

  /** How many rows there were, those among them that were left out. */
  get rows(): number {
    return this.places === null ? this.length : this.seen;
  }

  /** Which row a rating was. */
  rowOf(index: number): number {
    return this.places?.of(index) ?? index;
  }

  /** Adds a rating as it was given. @throws ValueError naming it, unless such rows are left out. */
  push(entry: unknown): void {
    if (!this.leftOut.skips) this.pushChecked(entry);
    else {
      try {
        this.pushChecked(entry);
      } catch (error) {
        this.refuse(error);
      }
    }
  }

  /** Leaves out a row that cannot be read. @throws the error, unless such rows are left out. */
  refuse(error: unknown): void {
    this.leftOut.refuse(error);
    this.seen++;
  }

  /** Leaves out a row without a rating. */
  leaveOut(): void {
    this.leftOut.countMissing();
    this.seen++;
  }

  private pushChecked(entry: unknown): void {
    const { length, pathOf, remedyOf, rows } = this;
    const [user, item, rating, time, weight] = ratingParts(entry, rows, pathOf);
    if (this.places !== null && this.leftOut.isMissing(rating)) {
      this.leaveOut();
      return;
    }
    const timestamp = plainSeconds(time);
    const u = this.userIds.add(user, this.userName);
    const i = this.itemIds.add(item, this.itemName);
    const value = checkRating(rating, rows, this.scale, pathOf, remedyOf);
    if (weight !== undefined) checkWeight(weight, pathOf(rows, "weight"));
    // One that is missing behind others is found below; before them, it would take all to be without.
    const isNeeded = length === 0 && Array.isArray(entry) && entry.length === 4;
    if (timestamp !== undefined || isNeeded) checkTimestamp(timestamp, rows, pathOf, remedyOf);
    if (length > 0 && this.timed !== (timestamp !== undefined))
      throw mixedTimestamps(pathOf(rows, "timestamp"), timestamp, remedyOf);
    this.makeRoom(1, timestamp !== undefined);
    this.add(u, i, value, timestamp as number | undefined);
    if (weight !== undefined) this.weigh(weight as number);
  }

  /** Says how often the latest rating counts. */
  weigh(weight: number): void {
    const list = (this.weightList ??= []);
    while (list.length < this.length - 1) list.push(1);
    list.push(weight);
  }

  /** How often each rating counts; null where each counts once. */
  get weights(): Float64Array | null {
    const list = this.weightList;
    return list && Float64Array.from({ length: this.length }, (_, k) => list[k] ?? 1);
  }

  /** Counts ratings that lie in their places already. */
  accept(count: number): void {
    this.places?.push(this.seen, count);
    this.seen += count;
    this.length += count;
  }

  /** Adds a rating that has been checked, where there is room. */
  add(user: number, item: number, value: number, time: number | undefined): void {
    if (this.places !== null) this.places.push(this.seen++);
    if (this.packed !== null && this.addPacked(this.packed, user, item, value, time)) return;
    const k = this.length++;
    this.users[k] = user;
    this.items[k] = item;
    this.values[k] = value;
    if (time !== undefined) this.times[k] = time;
  }

  private addPacked(
    packed: PackedRows,
    user: number,
    item: number,
    value: number,
    time: number | undefined,
  ): boolean {
    try {
      if (packed.add(user, item, value, time)) {
        this.length++;
        return true;
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    this.unpack();
    this.makeRoom(1, time !== undefined);
    return false;
  }

  /** Keeps the ratings where kernels read and sort them. @throws RangeError where there is no memory for that. */
  pack(timed: boolean): PackedRows {
    const packed = new PackedRows(timed);
    const { users, items, values, times } = this;
    for (let k = 0; k < this.length; k++)
      if (!packed.add(users[k], items[k], values[k], timed ? times[k] : undefined))
        throw new RangeError("the ratings have too many different values");
    this.packed = packed;
    this.users = this.items = new Int32Array(0);
    this.values = this.times = new Float64Array(0);
    return packed;
  }

  /** Keeps the ratings as columns again. */
  unpack(): void {
    if (this.packed === null) return;
    const { users, items, values, timestamps } = this.packed.toColumns();
    Object.assign(this, { users, items, values, times: timestamps, packed: null });
  }

  /** Whether ratings with times may follow, or those without. */
  canFollow(timed: boolean): boolean {
    return this.length === 0 || this.timed === timed;
  }

  /** Makes room for more ratings, at least doubling it. @throws ValueError where there is not enough memory. */
  makeRoom(more: number, timed: boolean): void {
    const room = this.packed === null ? this.users.length : this.checked;
    if (this.length + more > room || timed !== this.timed)
      this.reserve(Math.max(this.length + more, 2 * this.length, FEWEST), timed);
  }

  /** Makes room for a number of ratings, all in all. @throws ValueError where there is not enough memory. */
  reserve(count: number, timed: boolean): void {
    this.timed = timed;
    if (this.packed !== null) {
      if (count > this.checked) checkCount(count, timed);
      this.checked = Math.max(count, this.checked);
      return;
    }
    if (count <= this.users.length && (!timed || count <= this.times.length)) return;
    const most = Math.max(count, this.users.length);
    checkCount(most, timed);
    this.users = longer(this.users, most, (n) => new Int32Array(n));
    this.items = longer(this.items, most, (n) => new Int32Array(n));
    this.values = longer(this.values, most, (n) => new Float64Array(n));
    if (timed) this.times = longer(this.times, most, (n) => new Float64Array(n));
  }

  /** What was read. The collector lets go of it. @throws ValueError where there is no rating. */
  take(): Columns | PackedRows {
    if (this.length === 0) throw this.nothingLeft();
    if (this.leftOut.count > 0) this.renumber();
    const { length, packed } = this;
    this.packed = null;
    if (packed !== null) return packed;
    const columns = {
      users: this.users.subarray(0, length),
      items: this.items.subarray(0, length),
      values: this.values.subarray(0, length),
      timestamps: this.times.subarray(0, this.timed ? length : 0),
    };
    this.users = this.items = new Int32Array(0);
    this.values = this.times = new Float64Array(0);
    return columns;
  }

  /** Forgets ids of which all ratings were left out; the others stand in the order of the ratings that stay. */
  private renumber(): void {
    this.unpack();
    this.userIds = renumbered(this.userIds, this.given[0], this.users.subarray(0, this.length));
    this.itemIds = renumbered(this.itemIds, this.given[1], this.items.subarray(0, this.length));
  }

  private nothingLeft(): ValueError {
    const { missing, invalid, first } = this.leftOut.report();
    const why = first.length > 0 ? `, the first because ${first[0]}` : "";
    const is = missing + invalid === 0 ? "empty" : `empty: all ${missing + invalid} rows were left out${why}`;
    return wrongRating("ratings", is, "at least one rating");
  }
}

/** The ids that ratings have, behind those that were given, in the order of the ratings. The column gets their indices. */
function renumbered(ids: IdIndex, given: number, column: Int32Array): IdIndex {
  const next = new IdIndex(ids.what);
  const places = new Int32Array(ids.size).fill(-1);
  for (let k = 0; k < given; k++) places[k] = next.add(ids.at(k));
  for (let k = 0; k < column.length; k++) {
    if (places[column[k]] < 0) places[column[k]] = next.add(ids.at(column[k]));
    column[k] = places[column[k]];
  }
  return next;
}

function checkCount(count: number, timed: boolean): void {
  const numbers = count * (NUMBERS_EACH + (timed ? NUMBERS_TIMED : 0));
  const is = `at least ${formatCount(count)} of them`;
  checkMemory(numbers, "ratings", count, is, ADVICE);
  if (count > MOST_RATINGS)
    throw wrongRating("ratings", is, `at most ${formatCount(MOST_RATINGS)}: ${ADVICE}`);
}

function longer<Kind extends Int32Array | Float64Array>(
  numbers: Kind,
  length: number,
  make: (length: number) => Kind,
): Kind {
  if (numbers.length >= length) return numbers;
  const more = make(length);
  more.set(numbers);
  return more;
}
