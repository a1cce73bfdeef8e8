/**
 * What child processes write to streams that they inherit is output of the cell that started them. An asynchronous child
 * gets pipes of its own, so that its output finds its cell at any time; a synchronous one writes to the kernel's
 * descriptors, which are read meanwhile.
 */
import { AsyncResource } from "node:async_hooks";
import { ChildProcess } from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { performance } from "node:perf_hooks";
import timers from "node:timers";
import { currentCell, type StreamName } from "../../session/running/cell";
import type { Publisher } from "../../session/messages/publisher";
import { OutputPace } from "../threads/output-pace";
import type { ProcessOutput } from "../threads/process-output";
import { sharedStreams, stdioList, type SharedStream } from "./child-stdio";
import { callWith, withOutputFiles } from "./child-output-files";
import { captureDescriptorWrites } from "./descriptor-writes";
import type { RunWait } from "./sync-processes";

// Cells put timers of their own in the place of Node's.
const { setImmediate, setTimeout } = timers;

/** Milliseconds without output after which a child's end is reported, though another process holds its pipes open. */
const quietTime = 40;

/** Shows what children of cells write from now on, and what is written to descriptors 1 and 2. */
export function showChildOutput(publisher: Publisher, output: ProcessOutput): void {
  captureDescriptorWrites(publisher, output);
  syncBuiltinESMExports();
  watchAsynchronous(publisher);
}

/** Runs synchronous children so that what they write is in their cell when they have ended. */
export function childOutput(publisher: Publisher, output: ProcessOutput): RunWait {
  return (parameters, wait) => {
    publisher.flush();
    if (output.link === undefined) return withOutputFiles(parameters, wait, publisher);
    try {
      return callWith(wait, parameters);
    } finally {
      output.collect();
    }
  };
}

interface SpawnOptions {
  stdio?: unknown;
}

/** Node's own fields of a child process that take part in how it ends. */
interface ChildInternals {
  stdio?: (Readable | null)[];
  _handle?: { onexit?: (code: number, signal: string) => void } | null;
}

/** Wraps `ChildProcess.spawn`, undocumented, which every asynchronous way to start a process calls. */
function watchAsynchronous(publisher: Publisher): void {
  type Spawn = (this: ChildProcess, options: SpawnOptions) => unknown;
  const prototype = ChildProcess.prototype as unknown as { spawn?: Spawn };
  const { spawn } = prototype;
  if (spawn === undefined) return;
  prototype.spawn = function (options) {
    const stdio = options === null || typeof options !== "object" ? [] : stdioList(options.stdio);
    const shared = sharedStreams(stdio);
    if (shared.length === 0 || currentCell() === undefined) return Reflect.apply(spawn, this, [options]);
    for (const { index, name } of shared) stdio[index] = name === undefined ? "ignore" : "pipe";
    const result = Reflect.apply(spawn, this, [{ ...options, stdio }]);
    const readers = shared.flatMap((stream) => readStream(this, stream, publisher));
    delayExit(this as unknown as ChildInternals, readers);
    return result;
  };
}

/** Takes the pipe of a stream from the child, which has none as far as the cell can see. */
function readStream(child: ChildProcess, { index, name }: SharedStream, publisher: Publisher): ChildReader[] {
  const { stdio } = child as unknown as ChildInternals;
  const pipe = stdio?.[index];
  if (stdio === undefined || pipe == null || name === undefined) return [];
  stdio[index] = null;
  if (index === 0) child.stdin = null;
  if (index === 1) child.stdout = null;
  if (index === 2) child.stderr = null;
  return [new ChildReader(pipe, name, publisher)];
}

/** Publishes what comes out of a child's pipe. */
class ChildReader {
  hasEnded = false;
  private readAt = 0;

  constructor(
    private readonly pipe: Readable,
    name: StreamName,
    publisher: Publisher,
  ) {
    const cell = currentCell()!;
    const decoder = new StringDecoder("utf8");
    const pace = new OutputPace(pipe);
    pipe.on("data", (bytes: Buffer) => {
      this.readAt = performance.now();
      pace.count(bytes.length);
      publisher.stream(cell, name, decoder.write(bytes));
    });
    pipe.on("error", () => undefined);
    pipe.on("close", () => {
      this.hasEnded = true;
      publisher.stream(cell, name, decoder.end());
    });
  }

  /** Whether everything that was written before a time has been read, as far as one can tell. */
  isQuiet(since: number): boolean {
    const quiet = performance.now() - Math.max(since, this.readAt);
    return this.hasEnded || (!this.pipe.isPaused() && quiet > quietTime);
  }
}

/** Lets a child's `exit` wait until its output was read, as it would stand in a terminal by then. */
function delayExit(child: ChildInternals, readers: readonly ChildReader[]): void {
  const handle = child._handle;
  if (handle?.onexit === undefined || readers.length === 0) return;
  const report = AsyncResource.bind(handle.onexit);
  handle.onexit = (code, signal) => {
    const since = performance.now();
    const look = (): void => {
      if (readers.every((reader) => reader.isQuiet(since))) report(code, signal);
      else setTimeout(look, 2);
    };
    setImmediate(look);
  };
}
