import { samples } from "./samples";

/** Runs a script and refers to another address, where it is taken as markup. */
const MARKUP = '<img src="http://elsewhere.invalid/x.png" onerror="window.__ran = true">';

/** JSON keeps `__proto__` as a key like any other; an object literal does not. */
const parsed = (json: string): unknown => JSON.parse(json) as unknown;

const strangeTexts = [
  MARKUP,
  "<script>window.__ran = true</script>",
  '"><svg onload="window.__ran = true">',
  '<a href="javascript:window.__ran = true">link</a>',
  '<span style="background:url(http://elsewhere.invalid/y)">b</span>',
  "javascript:window.__ran = true",
  "http://elsewhere.invalid/z",
  "data:text/html,<script>window.__ran = true</script>",
  "%{customdata} %{x} <extra>%{fullData.name}</extra>",
  "${window.__ran = true} {{constructor.constructor('window.__ran = true')()}}",
  "$\\href{javascript:window.__ran = true}{x}$",
  "url(http://elsewhere.invalid/w)",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "",
  " ",
  "\u202Edetrevni\u202C",
  "\u200B\u200D\uFEFF\u00AD",
  "\uD800",
  "e\u0301".repeat(50),
  "\u0000\u0007\u001B[31m",
  "a\r\nb\tc",
  "👩‍👩‍👧‍👧".repeat(20),
  "wide ".repeat(20_000),
  "1e3",
  "NaN",
  "-0",
];

const strangeNumbers = [
  ...[0, -0, 1, -1, 2, 0.5, 1e-7, 5e-324, -5e-324, 1.7e308, -1.7e308, 1e21, 9007199254740991],
  ...[9007199254740992, 4294967296, 2147483648, -2147483649, 1e6, 1e9, 3.0000000000000004],
];

const strangeValues: unknown[] = [
  ...[null, true, false, [], {}, [[]], [null], ["a"], { length: 3 }, { rows: 1, columns: 1, values: [1] }],
  parsed('{"__proto__":{"polluted":true}}'),
  parsed('{"constructor":{"prototype":{"polluted":true}}}'),
  parsed("[".repeat(200) + "]".repeat(200)),
  parsed('{"a":'.repeat(200) + "1" + "}".repeat(200)),
  parsed(`{"toString":"x","valueOf":${JSON.stringify(MARKUP)}}`),
];

const strangeKeys = [
  ...["__proto__", "constructor", "toString", "length", "then", "toJSON", "layout", "onclick", "style", ""],
  ...["labels", "replay", "frames", "of", "divergedAt", "validation", "bestAt", "matrix", MARKUP],
];

/** Numbers from 0 to 1 that a seed decides. @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Dice {
  /** From 0 to 1. */
  chance: () => number;
  pick: <Item>(items: readonly Item[]) => Item;
}

function diceOf(seed: number): Dice {
  const chance = randomFrom(seed);
  return { chance, pick: (items) => items[Math.floor(chance() * items.length)] };
}

/** A slot inside a payload: an object or a list, and one of its keys. */
interface Slot {
  holder: Record<string, unknown>;
  key: string;
}

function slotsOf(value: unknown, found: Slot[] = []): Slot[] {
  if (typeof value !== "object" || value === null) return found;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    found.push({ holder, key });
    slotsOf(holder[key], found);
  }
  return found;
}

/** Sets a key of the object itself, also where it is called `__proto__`. */
function put({ holder, key }: Slot, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function another(value: unknown, { chance, pick }: Dice): unknown {
  // Mostly a value of the same kind: another kind is refused at once, and the checks behind it would never run.
  if (chance() < 0.7) {
    if (typeof value === "string") return pick(strangeTexts);
    if (typeof value === "number") return chance() < 0.5 ? pick(strangeNumbers) : value + pick([-1, 1, 0.5]);
    if (Array.isArray(value)) return chance() < 0.5 ? value.slice(1) : [...value, ...value.slice(0, 1)];
  }
  return structuredClone(pick([...strangeValues, pick(strangeTexts), pick(strangeNumbers)]));
}

function change(payload: object, dice: Dice): void {
  const slots = slotsOf(payload);
  const texts = slots.filter(({ holder, key }) => typeof holder[key] === "string");
  const slot = dice.pick(dice.chance() < 0.3 && texts.length > 0 ? texts : slots);
  const { holder, key } = slot;
  // Lists have numbers for keys, and get longer elsewhere.
  const what = Array.isArray(holder) ? dice.chance() * 0.75 : dice.chance();
  if (what < 0.6) put(slot, another(holder[key], dice));
  else if (what < 0.75) Reflect.deleteProperty(holder, key);
  else {
    const value = dice.pick([...strangeValues, dice.pick(strangeTexts), holder[key]]);
    put({ holder, key: dice.pick(strangeKeys) }, structuredClone(value));
  }
}

/**
 * A payload as a stranger may write it: one of {@link samples}, changed in one to four slots, so that many are
 * wrong in one slot only and some are still good. The same seed gives the same payload.
 */
export function strange(seed: number): unknown {
  const dice = diceOf(seed);
  if (dice.chance() < 0.03) return structuredClone(dice.pick([...strangeValues, ...strangeTexts]));
  const payload = structuredClone<object>(dice.pick(Object.values(samples)));
  const changes = 1 + Math.floor(dice.chance() ** 2 * 4);
  for (let k = 0; k < changes; k++) change(payload, dice);
  return payload;
}
