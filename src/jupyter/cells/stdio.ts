/** Publishes what cells write to stdout and stderr, by `console` or directly, as output of the cell that wrote it. */
import { currentCell, type Cell, type StreamName } from "../../session/running/cell";
import { runsNoMore } from "../../session/running/interrupt";
import { asPersonFunction } from "../../session/realm/person";
import { pinMethods } from "../realm/pinned";
import type { Publisher } from "../../session/messages/publisher";
import type { ProcessOutput } from "../threads/process-output";
import { writeToTerminal } from "../terminal";
import { decode, decodeEnd } from "./decoders";

type WriteCallback = (error?: Error | null) => void;

/** Captures the process's stdout and stderr; output before the first cell still goes to the terminal. */
export function captureOutput(publisher: Publisher): void {
  // `console.log` writes to these streams, also where a cell has changed what streams inherit from.
  for (const stream of [process.stdout, process.stderr]) pinMethods(stream);
  process.stdout.write = capture("stdout", publisher, process.stdout.write.bind(process.stdout));
  process.stderr.write = capture("stderr", publisher, process.stderr.write.bind(process.stderr));
}

/** Publishes what is written to descriptors 1 and 2 without Node's streams, in the cell that runs. */
export function publishProcessOutput(output: ProcessOutput, publisher: Publisher): void {
  output.listen(({ name, bytes }) => {
    const cell = currentCell();
    if (cell === undefined) writeToTerminal(bytes);
    else publisher.stream(cell, name, decode(cell, name, bytes));
  });
}

/** Publishes the rest of a character whose second half was never written. */
export function finishOutput(cell: Cell, publisher: Publisher): void {
  publisher.stream(cell, "stdout", decodeEnd(cell, "stdout"));
  publisher.stream(cell, "stderr", decodeEnd(cell, "stderr"));
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
    if (!runsNoMore()) publisher.stream(cell, name, decode(cell, name, chunk, format));
    if (done !== undefined) process.nextTick(done);
    return true;
  }
  return asPersonFunction(write);
}
