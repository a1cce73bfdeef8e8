/** Where descriptors cannot be redirected, such as on Windows: synchronous children write into temporary files. */
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Publisher } from "../../session/messages/publisher";
import { currentCell, type Cell, type StreamName } from "../../session/running/cell";
import { sharedStreams, stdioList } from "./child-stdio";
import { decode } from "./decoders";

const chunkSize = 2 ** 20;

/**
 * Runs a synchronous child, and publishes what it wrote to streams that it inherits.
 * @param parameters Those of `spawnSync` or one of its kin, the options last.
 */
export function withOutputFiles(
  parameters: unknown[],
  run: (...parameters: unknown[]) => unknown,
  publisher: Publisher,
): unknown {
  const cell = currentCell();
  const options: unknown = parameters.at(-1);
  if (cell === undefined || typeof options !== "object" || options === null || Array.isArray(options))
    return callWith(run, parameters);
  const stdio = stdioList(Reflect.get(options, "stdio"));
  const shared = sharedStreams(stdio);
  if (shared.length === 0) return callWith(run, parameters);
  const folder = mkdtempSync(join(tmpdir(), "factorlab-"));
  const files = { stdout: openSync(join(folder, "out"), "a+"), stderr: openSync(join(folder, "err"), "a+") };
  try {
    for (const { index, name } of shared) stdio[index] = name === undefined ? "ignore" : files[name];
    return callWith(run, [...parameters.slice(0, -1), { ...options, stdio }]);
  } finally {
    for (const name of ["stdout", "stderr"] as const) publishFile(files[name], name, cell, publisher);
    for (const file of Object.values(files)) closeSync(file);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Calls one of the functions that wait for a child, which have three parameters at most. */
export function callWith(
  run: (...parameters: unknown[]) => unknown,
  parameters: readonly unknown[],
): unknown {
  return run(parameters[0], parameters[1], parameters[2]);
}

function publishFile(file: number, name: StreamName, cell: Cell, publisher: Publisher): void {
  const { size } = fstatSync(file);
  const buffer = Buffer.alloc(Math.min(size, chunkSize));
  for (let position = 0; position < size;) {
    const length = readSync(file, buffer, 0, buffer.length, position);
    if (length === 0) return;
    publisher.stream(cell, name, decode(cell, name, buffer.subarray(0, length)));
    position += length;
  }
}
