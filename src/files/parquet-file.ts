import type { BasicType } from "hyparquet-writer";
import type { SavedTable, TableColumn } from "./saved-table";

/** Rows that are packed together, and are in memory at once. */
const ROWS_IN_GROUP = 100_000;

const TYPES: Record<Exclude<TableColumn["kind"], "id">, BasicType> = {
  text: "STRING",
  whole: "INT32",
  number: "DOUBLE",
  flag: "BOOLEAN",
};

/** A table as a Parquet file, one group of rows after the other. */
export async function parquetPieces(table: SavedTable): Promise<Iterable<Uint8Array>> {
  const { ByteWriter, ParquetWriter, schemaFromColumnData } = await import("hyparquet-writer");
  const types = table.columns.map((column) => typeOf(column, table.length));
  const columnsOf = (from: number, rows: number): Parameters<typeof schemaFromColumnData>[0] => ({
    columnData: table.columns.map(({ name, at }, c) => ({
      ...{ name, type: types[c], nullable: false },
      data: Array.from({ length: rows }, (_, n) => asType(types[c], at(from + n))),
    })),
  });
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: schemaFromColumnData(columnsOf(0, 0)),
    createdBy: "factorlab",
  });
  const taken = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  return (function* () {
    for (let from = 0; from < table.length; from += ROWS_IN_GROUP) {
      const rows = Math.min(ROWS_IN_GROUP, table.length - from);
      // Done at once: the writer has nothing to wait for.
      void file.write({ ...columnsOf(from, rows), rowGroupSize: ROWS_IN_GROUP });
      yield taken();
    }
    void file.finish();
    yield taken();
  })();
}

/** The type of a column: ids are 64-bit whole numbers where all are whole, 64-bit floats where all are numbers, else text. */
function typeOf({ kind, at }: TableColumn, length: number): BasicType {
  if (kind !== "id") return TYPES[kind];
  let [whole, numbers] = [true, true];
  for (let row = 0; row < length && numbers; row++) {
    const id = at(row);
    whole &&= Number.isSafeInteger(id);
    numbers = typeof id === "number";
  }
  return !numbers ? "STRING" : whole ? "INT64" : "DOUBLE";
}

function asType(type: BasicType, value: string | number | boolean): string | number | boolean | bigint {
  if (type === "INT64") return BigInt(value);
  return type === "STRING" ? String(value) : value;
}
