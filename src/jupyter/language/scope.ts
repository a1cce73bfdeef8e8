/** Which names the cells so far have left behind, and how a next cell comes to know them. */
import type ts from "typescript";
import { declaredNames, identifiersIn, type DeclaredName } from "./declared-names";

interface Owner {
  /** The file of the cell that declared the name last. */
  file: string;
  mutable: boolean;
}

/** A cell's text as the compiler gets it. */
export interface CellText {
  /** The code, unchanged, and behind it the imports and exports that tie it to other cells. */
  text: string;
  declared: Map<string, DeclaredName>;
  /** Files of earlier cells that the text refers to. */
  uses: Set<string>;
}

export class CellScope {
  private readonly owners = new Map<string, Owner>();
  private readonly uses = new Map<string, Set<string>>();

  /**
   * Joins a cell with the names that it uses of earlier cells, or with all of them.
   * Everything is put behind the code, so that its places stay what they are.
   */
  textFor(parsed: ts.SourceFile, all: boolean = false): CellText {
    const declared = declaredNames(parsed.statements);
    const wanted = all ? new Set(this.owners.keys()) : identifiersIn(parsed);
    const lines: string[] = [];
    const uses = new Set<string>();
    for (const name of wanted) {
      const owner = this.owners.get(name);
      if (owner === undefined || declared.has(name)) continue;
      uses.add(owner.file);
      lines.push(introduce(name, owner));
    }
    const exported = [...declared.values()].filter((each) => !each.exported).map(({ name }) => name);
    lines.push(`export { ${exported.join(", ")} };`);
    return { text: `${parsed.text}\n${lines.join("\n")}`, declared, uses };
  }

  /** Makes a cell the owner of its names. */
  adopt(file: string, names: Iterable<DeclaredName>, uses: Set<string>): void {
    for (const { name, mutable } of names) this.owners.set(name, { file, mutable });
    this.uses.set(file, uses);
  }

  /** Files of cells that no name leads to any more. */
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

function introduce(name: string, { file, mutable }: Owner): string {
  const specifier = JSON.stringify(`./${file.slice(file.lastIndexOf("/") + 1).replace(/\.ts$/, "")}`);
  // An import cannot be assigned to; a variable can, and its type is checked.
  if (mutable) return `declare let ${name}: typeof import(${specifier}).${name};`;
  return `import { ${name} } from ${specifier};`;
}
