/** The names that earlier cells have declared, and how a new cell imports them. */
import ts from "typescript";
import { declaredNames, identifiersIn, type DeclaredName } from "./declared-names";

interface Owner {
  /** The file of the latest cell that declared the name. */
  file: string;
  mutable: boolean;
}

/** A cell's text for the compiler. */
export interface CellText {
  /** The unchanged code, followed by the imports and exports that connect it to other cells. */
  text: string;
  declared: Map<string, DeclaredName>;
  /** The files of earlier cells that the text refers to. */
  uses: Set<string>;
}

export class CellScope {
  private readonly owners = new Map<string, Owner>();
  private readonly uses = new Map<string, Set<string>>();

  /**
   * Adds imports of the names of earlier cells that a cell uses.
   * All additions stand behind the code, so that positions in it do not change.
   */
  textFor(parsed: ts.SourceFile): CellText {
    const declared = declaredNames(parsed.statements);
    const { lines, uses } = this.imports(identifiersIn(parsed), declared);
    const already = exportedNames(parsed);
    const exported = [...declared.values()]
      .filter((each) => !each.exported && !already.has(each.name))
      .map(({ name }) => name);
    lines.push(`export { ${exported.join(", ")} };`);
    return { text: `${parsed.text}\n${lines.join("\n")}`, declared, uses };
  }

  /**
   * What stands before a draft, so that it sees all names of earlier cells. Behind it, the compiler would read it as
   * the rest of what the draft leaves open: of `data.` and `import …` it makes `data.import`.
   * @param redeclared Whether names that the draft declares itself mean those of earlier cells nevertheless.
   */
  headFor(parsed: ts.SourceFile, redeclared: boolean): string {
    const declared = declaredNames(parsed.statements);
    const { lines } = this.imports(this.owners.keys(), declared);
    if (redeclared)
      for (const name of declared.keys()) {
        const owner = this.owners.get(name);
        // Of two variables, the compiler takes the first; an import would be merged with the second.
        if (owner !== undefined) lines.push(declarationOf(name, { ...owner, mutable: true }));
      }
    return lines.map((line) => `${line}\n`).join("");
  }

  /** The declarations of those of the wanted names that earlier cells own and the cell itself does not declare. */
  private imports(
    wanted: Iterable<string>,
    declared: ReadonlyMap<string, DeclaredName>,
  ): { lines: string[]; uses: Set<string> } {
    const lines: string[] = [];
    const uses = new Set<string>();
    for (const name of wanted) {
      const owner = this.owners.get(name);
      if (owner === undefined || declared.has(name)) continue;
      uses.add(owner.file);
      lines.push(declarationOf(name, owner));
    }
    return { lines, uses };
  }

  /** Makes a cell the owner of its names. */
  adopt(file: string, names: Iterable<DeclaredName>, uses: Set<string>): void {
    for (const { name, mutable } of names) this.owners.set(name, { file, mutable });
    this.uses.set(file, uses);
  }

  /** The files of cells that are no longer reachable from any name. */
  forgotten(): string[] {
    const live = new Set<string>();
    const visit = (file: string): void => {
      if (live.has(file)) return;
      live.add(file);
      this.uses.get(file)?.forEach(visit);
    };
    for (const { file } of this.owners.values()) visit(file);
    const gone = [...this.uses.keys()].filter((file) => !live.has(file));
    for (const file of gone) this.uses.delete(file);
    return gone;
  }
}

function declarationOf(name: string, { file, mutable }: Owner): string {
  const specifier = JSON.stringify(`./${file.slice(file.lastIndexOf("/") + 1).replace(/\.ts$/, "")}`);
  // An import cannot be assigned to; a declared variable can, and its type is checked.
  if (mutable) return `declare let ${name}: typeof import(${specifier}).${name};`;
  return `import { ${name} } from ${specifier};`;
}

/** The names that a cell exports by lists, such as `export { a, b as c }`. */
function exportedNames({ statements }: ts.SourceFile): Set<string> {
  const lists = statements.flatMap((each) =>
    ts.isExportDeclaration(each) && each.exportClause && ts.isNamedExports(each.exportClause)
      ? each.exportClause.elements
      : [],
  );
  return new Set(lists.map(({ name }) => name.text));
}
