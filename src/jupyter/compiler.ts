/**
 * tslab's compiler, taken apart from its executor: diagnostics are kept as data, and a cell can be compiled first and
 * run in a later turn of the event loop. tslab does both in one go, so that an interrupt that comes while a cell
 * is compiled, which may take a second, would be lost.
 */
import { sourceName } from "./stack";
import { createConverter, type Converted, type Converter, type ConverterSet, type Diagnostic } from "./tslab";

/** Thrown through tslab's executor to get out of it between compiling and running. */
export class CompiledSignal extends Error {}

/** The compilers for cells; each is started when first needed. */
export class Compilers implements ConverterSet {
  /** What the compiler says of the latest cell. */
  diagnostics: readonly Diagnostic[] = [];
  private readonly started = new Map<"node" | "browser", Converter>();
  private count = 0;
  private isAhead = false;
  private ahead: Converted | undefined;
  private sideOutputs: NonNullable<Converted["sideOutputs"]> = [];

  get node(): Converter {
    return this.start("node");
  }

  get browser(): Converter {
    return this.start("browser");
  }

  close(): void {
    for (const converter of this.started.values()) converter.close();
  }

  /** The compiler for a target, started when it is not yet. */
  start(target: "node" | "browser"): Converter {
    let converter = this.started.get(target);
    if (converter === undefined) {
      converter = this.listen(createConverter(target));
      this.started.set(target, converter);
    }
    return converter;
  }

  /** Has the cell with this number compiled only: if there is code to run, a CompiledSignal is thrown. */
  compileNext(count: number): void {
    this.count = count;
    this.diagnostics = [];
    this.isAhead = true;
    this.ahead = undefined;
  }

  /** Has the cell that was compiled run. */
  runNext(): void {
    this.isAhead = false;
  }

  private listen(inner: Converter): Converter {
    return {
      convert: (previousDeclarations, source) => this.convert(inner, previousDeclarations, source),
      addModule: (name, content, metadata) => {
        const diagnostics = inner.addModule(name, content, metadata);
        this.diagnostics = diagnostics;
        return diagnostics;
      },
      inspect: inner.inspect.bind(inner),
      complete: inner.complete.bind(inner),
      close: inner.close.bind(inner),
    };
  }

  private convert(inner: Converter, previousDeclarations: string, source: string): Converted {
    if (!this.isAhead && this.ahead !== undefined) return this.takeAhead(this.ahead);
    const converted = inner.convert(previousDeclarations, source);
    this.diagnostics = converted.diagnostics;
    this.sideOutputs.push(...(converted.sideOutputs ?? []));
    // V8 reads this comment wherever the code is run, and names the cell in every stack trace.
    const output = converted.output && `${converted.output}\n//# sourceURL=${sourceName(this.count)}`;
    const named: Converted = { ...converted, output };
    if (!this.isAhead || !output) return this.takeAhead(named);
    this.ahead = named;
    throw new CompiledSignal();
  }

  /** The cell's code with all files that were compiled since a cell ran last, as tslab gives each only once. */
  private takeAhead(converted: Converted): Converted {
    const { sideOutputs } = this;
    this.sideOutputs = [];
    this.ahead = undefined;
    return sideOutputs.length === 0 ? converted : { ...converted, sideOutputs };
  }
}
