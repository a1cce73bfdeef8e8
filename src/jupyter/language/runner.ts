/** Runs compiled cells, and keeps their variables. */
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { checks } from "../running/checks";
import { stop, stopIfInterrupted, interruptFlag } from "../running/interrupt";
import { personObject } from "../realm/person";
import { personPromise, settled } from "../realm/promises";
import { runInterruptible, runScript } from "../realm/script";
import type { CompiledCell } from "./cell-compiler";
import { binding, Modules } from "./modules";
import { anchorOf } from "./project";
import { runtimeNames, type RuntimeName } from "./runtime-names";
import { rememberSource } from "./sources";
import { translatePrelude } from "./syntax-errors";
import { nameVariables } from "./variable-names";

type Runtime = Record<RuntimeName, unknown>;
type CellFunction = (require: NodeJS.Require, ...runtime: unknown[]) => unknown;

/** The results of a cell that has ended. */
export interface RunResult {
  /** The value of the last expression; undefined when the cell ends with another statement. */
  result?: { value: unknown };
  thrown?: { error: unknown };
  /** The names that were assigned a value. */
  assigned: Set<string>;
}

function compile(code: string, filename: string): CellFunction {
  try {
    return runScript(new Script(code, { filename })) as CellFunction;
  } catch (error) {
    translatePrelude(error);
    throw error;
  }
}

export class CellRunner {
  readonly modules: Modules;
  private readonly boxes = new Map<string, { value: unknown }>();
  private readonly meta: object;
  private abandon: ((reason: unknown) => void) | undefined;

  constructor(folder: string) {
    this.modules = new Modules(folder);
    const filename = anchorOf(folder);
    this.meta = Object.freeze(personObject({ url: pathToFileURL(filename).href, dirname: folder, filename }));
  }

  /** Runs a cell to its end, or until it is abandoned. */
  async run(cell: CompiledCell, name: string, code: string): Promise<RunResult> {
    const run: RunResult = { assigned: new Set() };
    const abandoned = new Promise<never>((_resolve, reject) => (this.abandon = reject));
    abandoned.catch(() => undefined);
    try {
      const specifiers = cell.imports.map(({ specifier }) => specifier);
      const modules = await Promise.race([this.modules.load(specifiers), abandoned]);
      const waiting = this.start(cell, name, code, this.runtime(run, modules));
      await Promise.race([waiting, abandoned]);
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

  private start(cell: CompiledCell, name: string, code: string, runtime: Runtime): unknown {
    // The head is a line of its own, above the first that the map knows.
    rememberSource(name, code, cell.map.replace('"mappings":"', '"mappings":";'));
    const parameters = ["require", ...Object.values(runtimeNames)].join(", ");
    const head = `(${cell.isAsync ? "async " : ""}function (${parameters}) { "use strict";\n`;
    const run = compile(`${head}${cell.javascript}\n})`, name);
    const values = (Object.keys(runtimeNames) as RuntimeName[]).map((key) => runtime[key]);
    // eslint-disable-next-line factorlab/no-spread-arguments -- there are as many as there are names of ours
    const waiting = runInterruptible(() => run(this.modules.require, ...values));
    return cell.isAsync ? settled(waiting) : undefined;
  }

  private runtime(run: RunResult, modules: readonly unknown[]): Runtime {
    return {
      box: (name: string) => this.box(name),
      define: (name: string, value: unknown) => {
        this.box(name).value = value;
        run.assigned.add(name);
      },
      result: (value: unknown) => (run.result = { value }),
      imported: (index: number, name: string) => binding(modules[index], name),
      dynamicImport: (specifier: unknown) => personPromise(this.modules.import(String(specifier))),
      named: nameVariables,
      meta: this.meta,
      flag: interruptFlag,
      stop,
      stopLate: stopIfInterrupted,
      checks,
    };
  }

  /** The one box of a name, whichever cell declares it: functions of earlier cells see its current value. */
  private box(name: string): { value: unknown } {
    let box = this.boxes.get(name);
    if (box === undefined) this.boxes.set(name, (box = { value: undefined }));
    return box;
  }
}
