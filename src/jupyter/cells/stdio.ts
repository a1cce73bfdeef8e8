/** Sends what cells write to stdout and stderr, by `console` or directly, to the cell that wrote it. */
import { currentCell, type Cell, type StreamName } from "../running/cell";
import type { Publisher } from "../messages/publisher";

type WriteCallback = (error?: Error | null) => void;

/** Takes over the process's stdout and stderr; output before the first cell goes to the terminal as before. */
export function captureOutput(publisher: Publisher): void {
  process.stdout.write = capture("stdout", publisher, process.stdout.write.bind(process.stdout));
  process.stderr.write = capture("stderr", publisher, process.stderr.write.bind(process.stderr));
}

/** Shows what is left of a character whose second half was never written. */
export function finishOutput(cell: Cell, publisher: Publisher): void {
  publisher.stream(cell, "stdout", cell.decodeEnd("stdout"));
  publisher.stream(cell, "stderr", cell.decodeEnd("stderr"));
}

function capture(name: StreamName, publisher: Publisher, original: NodeJS.WriteStream["write"]) {
  function write(
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | WriteCallback,
    callback?: WriteCallback,
  ): boolean {
    const done = typeof encoding === "function" ? encoding : callback;
    const format = typeof encoding === "string" ? encoding : undefined;
    const cell = currentCell();
    if (cell === undefined) return original(chunk, format, done);
    publisher.stream(cell, name, cell.decode(name, chunk, format));
    if (done !== undefined) process.nextTick(done);
    return true;
  }
  return write;
}
