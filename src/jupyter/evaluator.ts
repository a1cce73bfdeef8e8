/** Runs one cell at a time on tslab's executor, and says in plain data how it ended. */
import { setImmediate } from "node:timers";
import { compileErrorMessage } from "./compile-error";
import { CompiledSignal, Compilers } from "./compiler";
import { errorMessage, interruptMessage, type ErrorMessage } from "./error-message";
import { createExecutor, type Executor } from "./tslab";

/** How a cell ended: with an error, or with or without a last value. */
export interface Outcome {
  error?: ErrorMessage;
  /** The value of the last expression, unless it was null or undefined. */
  result?: { value: unknown };
  /** What the compiler says of a cell that defines a module: it is no reason not to run it. */
  warning?: ErrorMessage;
}

/** What tslab left while a cell ran. */
interface Traces {
  thrown?: { value: unknown };
  result?: { value: unknown };
  interrupted: boolean;
}

const backgroundNote = "Asynchronous work that the cell had begun may go on behind it.";

export class Evaluator {
  readonly executor: Executor;
  private readonly compilers = new Compilers();
  private traces: Traces = { interrupted: false };

  /** @param folder Where imports are resolved from. */
  constructor(folder: string) {
    this.executor = createExecutor(folder, this.compilers, {
      log: (value) => (this.traces.result = { value }),
      error: (...values) => this.traceError(values),
    });
    this.compilers.start("node"); // The start takes a second; the first cell should not wait for it.
  }

  /** Compiles and runs a cell; never rejects. */
  async evaluate(code: string, count: number): Promise<Outcome> {
    this.traces = { interrupted: false };
    try {
      const ok = (await this.compile(code, count)) ?? (await this.run(code));
      return ok ? this.success(code) : { error: this.failure(code) };
    } catch (error) {
      // tslab's compiler has bugs of its own; they must not end the kernel.
      return { error: errorMessage(error) };
    }
  }

  /** Stops waiting for the cell that runs. Synchronous code was already stopped by Node when this is called. */
  interrupt(): void {
    this.traces.interrupted = true;
    this.executor.interrupt();
  }

  /** Gives what came of a cell that has nothing to run, else undefined. */
  private async compile(code: string, count: number): Promise<boolean | undefined> {
    this.compilers.compileNext(count);
    try {
      return await this.executor.execute(code);
    } catch (error) {
      if (error instanceof CompiledSignal) return undefined;
      throw error;
    }
  }

  private async run(code: string): Promise<boolean> {
    // Signals that came while the cell was compiled are handled now: one turn may be in its midst, the next is whole.
    for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
    if (this.traces.interrupted) return false;
    this.compilers.runNext();
    return this.executor.execute(code);
  }

  private traceError(values: readonly unknown[]): void {
    // Diagnostics come here too, formatted; they are known already.
    if (this.compilers.diagnostics.length === 0) this.traces.thrown = { value: values[0] };
  }

  private success(code: string): Outcome {
    const { diagnostics } = this.compilers;
    const warning = diagnostics.length > 0 ? compileErrorMessage(code, diagnostics) : undefined;
    return { result: this.traces.result, warning };
  }

  private failure(code: string): ErrorMessage {
    const { diagnostics } = this.compilers;
    if (diagnostics.length > 0) return compileErrorMessage(code, diagnostics);
    const { thrown, interrupted } = this.traces;
    if (thrown === undefined) return interruptMessage();
    if (propertyIs(thrown.value, "code", "ERR_SCRIPT_EXECUTION_INTERRUPTED")) return interruptMessage();
    if (interrupted && propertyIs(thrown.value, "message", "Interrupted asynchronously")) {
      return interruptMessage(backgroundNote);
    }
    return errorMessage(thrown.value);
  }
}

function propertyIs(error: unknown, key: string, expected: string): boolean {
  try {
    return error instanceof Error && Reflect.get(error, key) === expected;
  } catch {
    return false;
  }
}
