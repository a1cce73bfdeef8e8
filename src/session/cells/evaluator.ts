/** Compiles and runs one cell at a time, and returns its outcome as plain data. */
import { platform } from "../platform/platform";
import type { Cell } from "../running/cell";
import { compileErrorMessage } from "../errors/compile-error";
import { errorMessage, interruptMessage, type ErrorMessage } from "../errors/error-message";
import { restoreStackLimit } from "../errors/stack-limit";
import { KeyboardInterrupt, interruptFlag } from "../running/interrupt";
import { Assistant, type CompleteReply, type InspectReply } from "../language/assistant";
import { CellCompiler, type CompiledCell } from "../language/cell-compiler";
import { isComplete, type Completeness } from "../language/is-complete";
import { CellRunner, type RunResult } from "../language/runner";
import { sourceName } from "../language/sources";
import { typescriptVersion } from "../language/options";

/** How a cell ended: with an error, or with or without a value. */
export interface Outcome {
  error?: ErrorMessage;
  /** The value of the last expression, unless it was null or undefined. */
  result?: { value: unknown };
}

export class Evaluator {
  readonly versions: { typescript: string } = { typescript: typescriptVersion };
  private readonly compiler: CellCompiler;
  private readonly assistant: Assistant;
  private readonly runner: CellRunner;
  private runs = 0;

  /** @param folder The notebook's folder, from which imports are resolved. */
  constructor(folder: string) {
    this.compiler = new CellCompiler(folder);
    this.assistant = new Assistant(this.compiler);
    this.runner = new CellRunner(folder);
  }

  /** Prepares the compiler, which takes a second that the first cell should not wait for. */
  warmUp(): void {
    this.compiler.compile("0", "warming up");
  }

  /** Compiles and runs a cell; never rejects. */
  async evaluate(code: string, cell: Cell): Promise<Outcome> {
    // Even a cell that is not counted has a name of its own, so that stack traces can be told apart.
    const name = sourceName(cell.count, ++this.runs);
    restoreStackLimit();
    try {
      const compilation = platform.code.breakable(() => this.compiler.compile(code, name));
      if ("diagnostics" in compilation) return { error: compileErrorMessage(code, compilation.diagnostics) };
      if (interruptFlag[0] !== 0 || cell.interrupted) return { error: interruptMessage() };
      return this.outcome(await this.run(compilation.cell, name, code));
    } catch (error) {
      if (platform.code.isBroken(error)) {
        this.compiler.forget(name);
        return { error: interruptMessage() };
      }
      return { error: errorMessage(error) }; // An error inside the compiler must not end the kernel.
    }
  }

  /** Stops waiting for the cell that runs. */
  interrupt(): void {
    this.runner.interrupt(new KeyboardInterrupt());
  }

  isComplete(code: string): Completeness {
    return isComplete(code);
  }

  /** @param cursor In characters. */
  complete(code: string, cursor: number): CompleteReply {
    return this.assistant.complete(code, cursor);
  }

  /** @param cursor In characters. */
  inspect(code: string, cursor: number, detail: number = 0): InspectReply {
    return this.assistant.inspect(code, cursor, detail);
  }

  private async run(cell: CompiledCell, name: string, code: string): Promise<RunResult> {
    const run = await this.runner.run(cell, name, code);
    // Names that a cell declared before it failed stay available, as in any console.
    cell.adopt(run.assigned);
    return run;
  }

  private outcome({ thrown, result }: RunResult): Outcome {
    if (thrown !== undefined) return { error: errorMessageOf(thrown.error) };
    return result?.value == null ? {} : { result };
  }
}

function errorMessageOf(thrown: unknown): ErrorMessage {
  if (isInterrupt(thrown)) return interruptMessage();
  return errorMessage(thrown);
}

/** Whether an error is an interrupt: one that a loop throws, or V8's own where no code checked the interrupt flag. */
function isInterrupt(thrown: unknown): boolean {
  try {
    if (!platform.values.isNativeError(thrown)) return false;
    return thrown instanceof KeyboardInterrupt || platform.code.isBroken(thrown);
  } catch {
    return false;
  }
}
