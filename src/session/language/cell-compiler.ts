/** Compiles cells one after another; each sees the declarations of the ones before it. */
import ts from "typescript";
import { awaits } from "./awaits";
import { adviseOnMeaning, adviseOnRules, adviseOnSyntax } from "./advice/advise";
import { cellTransformer, type CellShape } from "./transform";
import { readDiagnostic, type Diagnostic } from "./diagnostics";
import type { DeclaredName } from "./declared-names";
import { guards } from "./guards";
import { interruptChecks } from "./interrupt-checks";
import { parseCell, parseErrors } from "./parse";
import { Project } from "./project";
import { CellScope, type CellText } from "./scope";

/** A cell that is ready to run. */
export interface CompiledCell extends CellShape {
  /** The body of a function; see runtime-names.ts for its parameters. */
  javascript: string;
  /** The source map, as JSON. */
  map: string;
  /** Whether the function has to be asynchronous. */
  isAsync: boolean;
  /**
   * Makes the cell's declarations known to later cells.
   * @param assigned The names that have a value; after an error, some have none.
   */
  adopt(assigned: ReadonlySet<string>): void;
}

export type Compilation = { cell: CompiledCell } | { diagnostics: Diagnostic[] };

/**
 * The errors for `import x = require("x")` and `export = x`, which ES modules do not have but cells and files allow, and
 * for `(0, f)()`, which means what it says.
 */
const allowed = new Set([1202, 1203, 2695]);

export class CellCompiler {
  readonly project: Project;
  readonly scope = new CellScope();

  constructor(private readonly folder: string) {
    this.project = new Project(folder);
  }

  /** @param name The cell's name in stack traces and messages, unique for each run. */
  compile(code: string, name: string): Compilation {
    const file = this.project.pathOf(`${name}.ts`);
    const parsed = parseCell(code, file);
    const syntax = syntaxProblems(parsed);
    if (syntax.length > 0) return { diagnostics: this.read(syntax, parsed, code.length) };
    const cell = this.scope.textFor(parsed);
    this.project.write(file, cell.text);
    const program = this.project.program();
    const source = program.getSourceFile(file);
    if (source === undefined) throw new Error(`the compiler does not know ${file}`);
    const errors = this.errorsOf(source, program, code.length);
    if (errors.length > 0) {
      const diagnostics = this.read(errors, source, code.length);
      this.project.remove(file);
      return { diagnostics };
    }
    return { cell: this.emit(program, source, code.length, cell) };
  }

  /** Forgets a cell whose compilation was ended by a signal. */
  forget(name: string): void {
    this.project.remove(this.project.pathOf(`${name}.ts`));
    this.project.restart();
  }

  private errorsOf(cell: ts.SourceFile, program: ts.Program, codeEnd: number): ts.Diagnostic[] {
    const rules = adviseOnRules(cell, codeEnd, program.getTypeChecker());
    if (rules.length > 0) return rules;
    const own = this.project.ownFilesOf(cell.fileName).flatMap((each) => {
      const source = program.getSourceFile(each);
      return source === undefined
        ? []
        : [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    });
    const ofCell = program.getSemanticDiagnostics(cell);
    // The text behind the code is generated.
    const inCode = ofCell.filter(({ start = 0 }) => start <= codeEnd);
    const errors = [...own, ...inCode].filter(
      ({ category, code }) => category === ts.DiagnosticCategory.Error && !allowed.has(code),
    );
    return adviseOnMeaning(cell, errors, program.getTypeChecker());
  }

  private read(diagnostics: readonly ts.Diagnostic[], source: ts.SourceFile, codeEnd: number): Diagnostic[] {
    return diagnostics.map((each) => readDiagnostic(each, source, codeEnd, this.folder));
  }

  private emit(program: ts.Program, source: ts.SourceFile, codeEnd: number, cell: CellText): CompiledCell {
    const shape: CellShape = { imports: [], defines: new Set(), evaluates: false, dead: [] };
    const output = { javascript: "", map: "" };
    const before = [cellTransformer(program.getTypeChecker(), codeEnd, shape), guards];
    program.emit(
      source,
      (name, text) => (output[name.endsWith(".map") ? "map" : "javascript"] = text),
      undefined,
      false,
      { before, after: [interruptChecks] },
    );
    return {
      ...shape,
      // Removes the compiler's module marker and the reference to the source map.
      javascript: output.javascript
        .replace(/^#!/, "//")
        .replace(/(?:export \{\};\s*)?(?:\/\/# sourceMappingURL=.*\s*)?$/, ""),
      map: output.map,
      isAsync: source.statements.some((each) => each.getStart(source) < codeEnd && awaits(each)),
      adopt: (assigned) => this.adopt(source.fileName, cell, shape, assigned),
    };
  }

  private adopt(file: string, cell: CellText, { defines }: CellShape, assigned: ReadonlySet<string>): void {
    const names: DeclaredName[] = [];
    for (const declared of cell.declared.values())
      if (!defines.has(declared.name) || assigned.has(declared.name)) names.push(declared);
    this.scope.adopt(file, names, cell.uses);
    for (const forgotten of this.scope.forgotten()) this.project.remove(forgotten);
  }
}

/** Advice where a cell is the language of another notebook, and otherwise what the parser says. */
function syntaxProblems(parsed: ts.SourceFile): readonly ts.Diagnostic[] {
  const errors = parseErrors(parsed);
  const advice = errors.length === 0 ? [] : adviseOnSyntax(parsed, errors);
  return advice.length > 0 ? advice : errors;
}
