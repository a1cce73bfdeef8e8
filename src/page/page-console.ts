/** The console of cells in a page: what it writes is output of the cell that writes. */
import { format, inspect } from "node-inspect-extracted";
import type { Publisher } from "../session/messages/publisher";
import { currentCell, type StreamName } from "../session/running/cell";
import { runsNoMore } from "../session/running/interrupt";
import { boxTable } from "./box-table";

const indentation = "  ";

/** Puts the console's functions in place; outside cells they go on writing to the browser's console. */
export function installConsole(publisher: Publisher): void {
  const counts = new Map<string, number>();
  let depth = 0;
  const write = (name: StreamName, text: string): void => {
    const cell = currentCell();
    if (cell === undefined || runsNoMore()) return;
    const margin = indentation.repeat(depth);
    publisher.stream(cell, name, `${margin}${margin === "" ? text : text.replaceAll("\n", `\n${margin}`)}\n`);
  };
  const log = (...values: unknown[]): void => write("stdout", format(...values));
  const warn = (...values: unknown[]): void => write("stderr", format(...values));
  const group = (...values: unknown[]): void => {
    if (values.length > 0) log(...values);
    depth++;
  };
  Object.assign(console, {
    ...{ log, info: log, debug: log, warn, error: warn, group, groupCollapsed: group },
    groupEnd: () => void (depth = Math.max(0, depth - 1)),
    dir: (value: unknown, options?: object) =>
      write("stdout", inspect(value, { customInspect: false, ...options })),
    assert(condition: unknown, ...values: unknown[]) {
      if (condition) return;
      warn(values.length === 0 ? "Assertion failed" : `Assertion failed: ${format(...values)}`);
    },
    count(label: unknown = "default") {
      const count = (counts.get(String(label)) ?? 0) + 1;
      counts.set(String(label), count);
      log(`${String(label)}: ${count}`);
    },
    countReset: (label: unknown = "default") => counts.delete(String(label)),
    trace: (...values: unknown[]) => warn(traceOf(format(...values))),
    table: (data: unknown, keys?: readonly string[]) => write("stdout", boxTable(data, keys)),
  });
}

function traceOf(message: string): string {
  const stack = String(new Error(message).stack);
  return `Trace${message === "" ? "" : `: ${message}`}\n${stack.split("\n").slice(1).join("\n")}`;
}
