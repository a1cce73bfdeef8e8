/** Runs compiled cells, and keeps their variables. */
import { platform } from "../platform/platform";
import type { CellModules } from "../platform/cell-modules";
import { currentContext, runInContext } from "../running/cell";
import { checks } from "../running/checks";
import { stop, stopIfInterrupted, interruptFlag } from "../running/interrupt";
import { personPromise, settled } from "../realm/promises";
import type { CompiledCell } from "./cell-compiler";
import { evalScope } from "./eval-scope";
import { namespaceOf, sourceOf } from "./interop";
import { runtimeNames, type RuntimeName } from "./runtime-names";
import { rememberSource } from "./sources";
import { translatePrelude } from "./syntax-errors";
import { nameVariables } from "./variable-names";
import { VariableStore } from "./variable-store";

type Runtime = Record<RuntimeName, unknown>;
type CellFunction = (require: unknown, ...runtime: unknown[]) => unknown;

/** The results of a cell that has ended. */
export interface RunResult {
  /** The value of the last expression; undefined when the cell ends with another statement. */
  result?: { value: unknown };
  thrown?: { error: unknown };
  /** The names that were assigned a value. */
  assigned: Set<string>;
}

function compile(code: string, filename: string): unknown {
  try {
    return platform.code.evaluate(code, filename);
  } catch (error) {
    translatePrelude(error);
    throw error;
  }
}

export class CellRunner {
  readonly modules: CellModules;
  private readonly variables = new VariableStore();
  private abandon: ((reason: unknown) => void) | undefined;

  /** @param folder The notebook's folder. */
  constructor(folder: string) {
    this.modules = platform.modulesOf(folder);
  }

  /** Runs a cell to its end, or until it is abandoned. */
  async run(cell: CompiledCell, name: string, code: string): Promise<RunResult> {
    const run: RunResult = { assigned: new Set() };
    const context = currentContext();
    const abandoned = new Promise<never>((_resolve, reject) => (this.abandon = reject));
    abandoned.catch(() => undefined);
    try {
      const specifiers = cell.imports.map(({ specifier }) => specifier);
      const modules = await Promise.race([this.modules.load(specifiers), abandoned]);
      const dead = new Set(cell.dead);
      const waiting = runInContext(context, () =>
        this.start(cell, name, code, this.runtime(run, modules, dead), dead),
      );
      await Promise.race([waiting, abandoned]);
      // A `var` that no code has assigned is declared as well.
      for (const each of cell.defines) run.assigned.add(each);
    } catch (error) {
      run.thrown = { error };
    }
    this.abandon = undefined;
    return run;
  }

  /** Stops waiting for the cell that runs. */
  interrupt(reason: unknown): void {
    this.abandon?.(reason);
  }

  private start(
    cell: CompiledCell,
    name: string,
    code: string,
    runtime: Runtime,
    dead: ReadonlySet<string>,
  ): unknown {
    // The head is a line of its own, above the first that the map knows.
    rememberSource(name, code, cell.map.replace('"mappings":"', '"mappings":";'));
    const [head, tail] = frameOf(cell);
    const made = compile(`${head}\n${cell.javascript}\n${tail}`, name);
    const run = (
      cell.evaluates ? (made as (scope: object) => unknown)(evalScope(this.variables, dead)) : made
    ) as CellFunction;
    const values = (Object.keys(runtimeNames) as RuntimeName[]).map((key) => runtime[key]);
    // eslint-disable-next-line factorlab/no-spread-arguments -- there are as many as there are names of ours
    const waiting = platform.code.breakable(() => run(this.modules.require, ...values));
    return cell.isAsync ? settled(waiting) : undefined;
  }

  private runtime(run: RunResult, modules: readonly unknown[], dead: Set<string>): Runtime {
    return {
      box: (name: string) => this.variables.box(name),
      define: (name: string, value: unknown, isConstant = false) => {
        run.assigned.add(name);
        dead.delete(name);
        return this.variables.define(name, value, isConstant);
      },
      live: (name: string, read: () => unknown) => {
        run.assigned.add(name);
        this.variables.read(name, read);
      },
      result: (value: unknown) => (run.result = { value }),
      imported: (index: number, name: string) =>
        name === "*" ? namespaceOf(modules[index]) : modules[index],
      source: (index: number, name: string) => sourceOf(modules[index], name),
      dynamicImport: (specifier: unknown) => personPromise(this.modules.import(String(specifier))),
      named: nameVariables,
      meta: this.modules.meta,
      flag: interruptFlag,
      stop,
      stopLate: stopIfInterrupted,
      checks,
      here: currentContext(),
    };
  }
}

/**
 * The text in front of a cell's code, on one line, and behind it. The inner block lets a cell declare a name of its
 * parameters, such as `require`.
 */
function frameOf({ isAsync, evaluates }: CompiledCell): [string, string] {
  const parameters = ["require", ...Object.values(runtimeNames)].join(", ");
  const head = `${isAsync ? "async " : ""}function (${parameters}) { "use strict"; {`;
  if (!evaluates) return [`(${head}`, "}})"];
  return [`(function (scope) { with (scope) { return ${head}`, "}}; } })"];
}
