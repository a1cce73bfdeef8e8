/** The files that a session in a page knows: declarations, the library's, and those beside the notebook. */
export class PageFiles {
  private readonly texts = new Map<string, string>();
  private readonly stamps = new Map<string, string>();
  private readonly folders = new Map<string, number>([["/", 1]]);
  private writes = 0;

  /** @param initial Texts by full paths, such as `/drive/own.ts`. */
  constructor(initial: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(initial)) this.write(path, text);
  }

  /** Makes a folder that is there although it is empty. */
  addFolder(path: string): void {
    for (const folder of foldersAbove(`${path}/`)) this.count(folder, 1);
  }

  read(path: string): string | undefined {
    return this.texts.get(path);
  }

  write(path: string, text: string): void {
    if (!this.texts.has(path)) for (const folder of foldersAbove(path)) this.count(folder, 1);
    this.texts.set(path, text);
    this.stamps.set(path, String(++this.writes));
  }

  remove(path: string): void {
    if (!this.texts.delete(path)) return;
    this.stamps.delete(path);
    for (const folder of foldersAbove(path)) this.count(folder, -1);
  }

  hasFolder(path: string): boolean {
    return (this.folders.get(path.replace(/(.)\/$/, "$1")) ?? 0) > 0;
  }

  /** The names of the folders in a folder. */
  foldersIn(path: string): string[] {
    const start = path.endsWith("/") ? path : `${path}/`;
    return [...this.folders]
      .filter(([folder, count]) => count > 0 && folder.startsWith(start))
      .map(([folder]) => folder.slice(start.length))
      .filter((name) => name !== "" && !name.includes("/"));
  }

  /** The paths below a folder. */
  below(folder: string): string[] {
    const start = folder.endsWith("/") ? folder : `${folder}/`;
    return [...this.texts.keys()].filter((path) => path.startsWith(start));
  }

  /** Tells the states of a file apart; empty where there is none. */
  stamp(path: string): string {
    return this.stamps.get(path) ?? "";
  }

  private count(folder: string, change: number): void {
    this.folders.set(folder, (this.folders.get(folder) ?? 0) + change);
  }
}

function foldersAbove(path: string): string[] {
  const parts = path.split("/").slice(1, -1);
  return ["/", ...parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}`)];
}
