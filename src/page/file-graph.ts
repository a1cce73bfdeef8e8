/** Which of the person's own files import which. */
import { importsIn } from "../session/language/import-list";
import type { PageFiles } from "./page-files";
import { folderOf, resolvePath } from "./paths";

const endings = ["", ".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"];

interface Imports {
  stamp: string;
  all: ReadonlySet<string>;
  /** Those that are loaded together with the file. */
  eager: ReadonlySet<string>;
}

export class FileGraph {
  private readonly known = new Map<string, Imports>();

  constructor(private readonly files: PageFiles) {}

  /** The file that a specifier means; undefined where it is none. @param folder The folder of the file that imports it. */
  resolve(specifier: string, folder: string): string | undefined {
    const path = specifier.replace(/^file:\/\//, "");
    if (!/^\.{0,2}\//.test(path)) return undefined;
    const full = resolvePath(path, folder);
    // As the compiler does, `./x.js` also stands for `./x.ts`.
    const source = full.replace(/\.([cm]?)jsx?$/, ".$1ts");
    const places = [...endings.map((ending) => full + ending), source];
    return places.find((each) => this.files.read(each) !== undefined);
  }

  /** The files that a file imports, or may import later. */
  importsOf(file: string): ReadonlySet<string> {
    return this.read(file).all;
  }

  /** A file and all those that are loaded together with it, imports first. */
  below(file: string): Set<string> {
    const [found, visited] = [new Set<string>(), new Set<string>()];
    const visit = (each: string): void => {
      if (visited.has(each)) return;
      visited.add(each);
      this.read(each).eager.forEach(visit);
      found.add(each);
    };
    visit(file);
    return found;
  }

  /** Whether a file is loaded in a circle, with one that imports it. */
  isInCircle(file: string): boolean {
    return [...this.read(file).eager].some((each) => this.below(each).has(file));
  }

  private read(file: string): Imports {
    const stamp = this.files.stamp(file);
    const known = this.known.get(file);
    if (known?.stamp === stamp) return known;
    const text = file.endsWith(".json") ? "" : (this.files.read(file) ?? "");
    const [all, eager] = [new Set<string>(), new Set<string>()];
    for (const { specifier, isEager } of importsIn(text, file)) {
      const imported = this.resolve(specifier, folderOf(file));
      if (imported === undefined) continue;
      all.add(imported);
      if (isEager) eager.add(imported);
    }
    const imports = { stamp, all, eager };
    this.known.set(file, imports);
    return imports;
  }
}
