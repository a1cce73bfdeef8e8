/** Reads CSV as RFC 4180 has it: tables of fields, with an empty line between two tables. */
export function readCsv(text: string): string[][][] {
  const tables: string[][][] = [];
  let table: string[][] = [];
  let rest = text;
  while (rest !== "") {
    const { row, after } = readRow(rest);
    rest = after;
    if (row.length === 1 && row[0] === "") {
      tables.push(table);
      table = [];
    } else table.push(row);
  }
  return [...tables, table];
}

function readRow(text: string): { row: string[]; after: string } {
  const row: string[] = [];
  let rest = text;
  for (;;) {
    const field = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
    if (!field) throw new Error(`no field of CSV: ${JSON.stringify(rest)}`);
    row.push(field[1]?.replaceAll('""', '"') ?? field[2]);
    rest = rest.slice(field[0].length);
    if (field[3] !== ",") return { row, after: rest };
  }
}
