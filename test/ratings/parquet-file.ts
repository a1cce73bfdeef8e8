/** A value of Thrift's compact protocol: its type, and its bytes. */
type Thrift = readonly [type: number, bytes: readonly number[]];

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))];
}

const i32 = (value: number): Thrift => [5, varint(2 * value)];
const i64 = (value: number): Thrift => [6, varint(2 * value)];
const text = (value: string): Thrift => [8, [...varint(value.length), ...Buffer.from(value)]];
const list = (values: readonly Thrift[]): Thrift => [
  9,
  [(values.length << 4) | values[0][0], ...values.flatMap(([, bytes]) => bytes)],
];

function struct(fields: Readonly<Record<number, Thrift>>): Thrift {
  let before = 0;
  const bytes = Object.entries(fields).flatMap(([id, [type, value]]) => {
    const header = ((Number(id) - before) << 4) | type;
    before = Number(id);
    return [header, ...value];
  });
  return [12, [...bytes, 0]];
}

type Column = bigint[] | number[] | string[];

function plain(value: bigint | number | string): number[] {
  const bytes = Buffer.alloc(8);
  if (typeof value === "bigint") bytes.writeBigInt64LE(value);
  else if (typeof value === "number") bytes.writeDoubleLE(value);
  else {
    const own = Buffer.from(value);
    bytes.writeUInt32LE(own.length);
    return [...bytes.subarray(0, 4), ...own];
  }
  return [...bytes];
}

/** Parquet's types: INT64, DOUBLE, BYTE_ARRAY. */
function typeOf([first]: Column): number {
  return typeof first === "bigint" ? 2 : typeof first === "number" ? 5 : 6;
}

/**
 * The bytes of a Parquet file of plain, uncompressed columns: bigints as INT64, numbers as DOUBLE, texts as UTF8.
 * @see https://github.com/apache/parquet-format
 */
export function parquetFile(columns: Readonly<Record<string, Column>>): ArrayBuffer {
  const bytes = [...Buffer.from("PAR1")];
  const count = Object.values(columns)[0].length;
  const chunks = Object.entries(columns).map(([name, values]) => {
    const start = bytes.length;
    const data = values.flatMap(plain);
    const page = struct({ 1: i32(count), 2: i32(0), 3: i32(3), 4: i32(3) });
    bytes.push(...struct({ 1: i32(0), 2: i32(data.length), 3: i32(data.length), 5: page })[1], ...data);
    const size = i64(bytes.length - start);
    const about = {
      ...{ 1: i32(typeOf(values)), 2: list([i32(0)]), 3: list([text(name)]), 4: i32(0) },
      ...{ 5: i64(count), 6: size, 7: size, 9: i64(start) },
    };
    return struct({ 2: i64(start), 3: struct(about) });
  });
  const schema = Object.entries(columns).map(([name, values]) => {
    const element = { 1: i32(typeOf(values)), 3: i32(0), 4: text(name) };
    return struct(typeOf(values) === 6 ? { ...element, 6: i32(0) } : element);
  });
  const root = struct({ 4: text("schema"), 5: i32(schema.length) });
  const group = struct({ 1: list(chunks), 2: i64(bytes.length), 3: i64(count) });
  const footer = struct({ 1: i32(1), 2: list([root, ...schema]), 3: i64(count), 4: list([group]) })[1];
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Uint8Array.from([...bytes, ...footer, ...length, ...Buffer.from("PAR1")]).buffer;
}
