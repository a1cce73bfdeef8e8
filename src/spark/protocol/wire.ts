/**
 * Protocol buffers, as far as Spark Connect needs them: messages are described as tables of fields, from which both the
 * types and the bytes follow. A library for all of protobuf would weigh more than the whole client.
 */

/** How a field is written: as a varint, eight bytes, four bytes, or bytes behind their length. */
const WIRE = { varint: 0, eight: 1, bytes: 2, four: 5 } as const;

/** A kind of value. */
interface Kind<T> {
  readonly wire: number;
  write(value: T): Uint8Array;
  read(bytes: Uint8Array): T;
}

/** A field of a message: its number, its kind, and whether there are several. */
export interface Field<T> {
  readonly number: number;
  readonly kind: Kind<T>;
  readonly isList: boolean;
  /** Only for types: what the field holds. */
  readonly holds?: T;
}

type Several<T> = Field<T> & { readonly isList: true };

/** What a message holds; a field that is missing was not written. */
export type Of<Fields> = {
  [Name in keyof Fields]?: Fields[Name] extends Several<infer T>
    ? T[]
    : Fields[Name] extends Field<infer T>
      ? T
      : never;
};

/** A message: its fields, its bytes and back. */
export interface Message<Fields> extends Kind<Of<Fields>> {
  readonly fields: Fields;
}

const text: Kind<string> = {
  wire: WIRE.bytes,
  write: (value) => new TextEncoder().encode(value),
  read: (bytes) => new TextDecoder().decode(bytes),
};
const bytes: Kind<Uint8Array> = { wire: WIRE.bytes, write: (value) => value, read: (value) => value };
const flag: Kind<boolean> = {
  wire: WIRE.varint,
  write: (value) => Uint8Array.of(value ? 1 : 0),
  read: (value) => value[0] === 1,
};
/** Whole numbers; as JavaScript has them, within ±(2⁵³ − 1). */
const whole: Kind<number> = {
  wire: WIRE.varint,
  write: (value) => varint(BigInt.asUintN(64, BigInt(value))),
  read: (value) => Number(BigInt.asIntN(64, readVarint(value, 0).value)),
};
const double: Kind<number> = {
  wire: WIRE.eight,
  write: (value) => new Uint8Array(Float64Array.of(value).buffer),
  read: (value) => new DataView(value.buffer, value.byteOffset).getFloat64(0, true),
};

const one =
  <T>(kind: Kind<T>) =>
  (number: number): Field<T> => ({ number, kind, isList: false });
const several =
  <T>(kind: Kind<T>) =>
  (number: number): Several<T> => ({ number, kind, isList: true });

/** The fields of messages, by kind. */
export const field = {
  text: one(text),
  texts: several(text),
  // Newer compilers write a type here that that of stock tslab does not know.
  bytes: (number: number): Field<Uint8Array> => one(bytes)(number),
  flag: one(flag),
  whole: one(whole),
  double: one(double),
  of: <Fields>(kind: Message<Fields>, number: number): Field<Of<Fields>> => one(kind)(number),
  list: <Fields>(kind: Message<Fields>, number: number): Several<Of<Fields>> => several(kind)(number),
};

/** Describes a message. */
export function message<Fields extends Record<string, Field<never> | Field<unknown>>>(
  fields: Fields,
): Message<Fields> {
  const all = Object.entries(fields) as [string, Field<unknown>][];
  const byNumber = new Map(all.map(([name, each]) => [each.number, { name, ...each }]));
  return {
    fields,
    wire: WIRE.bytes,
    write: (value) => {
      const parts: Uint8Array[] = [];
      for (const [name, each] of all) {
        const held = (value as Record<string, unknown>)[name];
        if (held === undefined) continue;
        for (const item of each.isList ? (held as unknown[]) : [held]) writeField(each, item, parts);
      }
      return joined(parts);
    },
    read: (given) => readMessage(given, byNumber) as Of<Fields>,
  };
}

function writeField({ number, kind }: Field<unknown>, value: unknown, parts: Uint8Array[]): void {
  const content = kind.write(value);
  parts.push(varint(BigInt((number << 3) | kind.wire)));
  if (kind.wire === WIRE.bytes) parts.push(varint(BigInt(content.length)));
  parts.push(content);
}

function readMessage(
  given: Uint8Array,
  fields: Map<number, Field<unknown> & { name: string }>,
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (let at = 0; at < given.length;) {
    const key = readVarint(given, at);
    const content = contentAt(given, key.next, Number(key.value & 7n));
    at = content.to;
    const known = fields.get(Number(key.value >> 3n));
    // Fields that a newer server sends are none of ours.
    if (!known) continue;
    const item = known.kind.read(given.subarray(content.from, content.to));
    if (known.isList) ((value[known.name] ??= []) as unknown[]).push(item);
    else value[known.name] = item;
  }
  return value;
}

/** Where the content of a field begins and ends. */
function contentAt(given: Uint8Array, at: number, wire: number): { from: number; to: number } {
  if (wire === WIRE.varint) return { from: at, to: readVarint(given, at).next };
  if (wire === WIRE.eight) return { from: at, to: at + 8 };
  if (wire === WIRE.four) return { from: at, to: at + 4 };
  const { value, next } = readVarint(given, at);
  return { from: next, to: next + Number(value) };
}

function varint(value: bigint): Uint8Array {
  const digits: number[] = [];
  for (; value > 127n; value >>= 7n) digits.push(Number(value & 127n) | 128);
  return Uint8Array.from([...digits, Number(value)]);
}

function readVarint(given: Uint8Array, at: number): { value: bigint; next: number } {
  let value = 0n;
  for (let shift = 0n; ; shift += 7n) {
    const digit = given[at++] ?? 0;
    value |= BigInt(digit & 127) << shift;
    if (digit < 128) return { value, next: at };
  }
}

/** Byte arrays as one. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
