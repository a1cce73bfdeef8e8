/**
 * The person's own files, as the cells of a notebook import them. The compiler cannot wait for a file, and JupyterLite
 * gives files to those who wait: so before each cell, what it imports is read, and what has changed is told to the worker.
 */
import type { Contents } from "@jupyterlab/services";
import { folderOf, resolvePath } from "../../../src/page/paths";

/** Where JupyterLite's files are, for cells. */
export const drive = "/drive";

/** What is read of a file or folder, whose contents have no type. */
interface Read {
  content: unknown;
}

/** What a file imports, or may import: texts that begin like a path. A few too many cost a look into a folder. */
const pathsInCode = /["'`](\.{1,2}\/[^"'`\n]*)["'`]/g;
const ownEnding = /\.(?:[cm]?[jt]sx?|json)$/;

export class OwnFiles {
  /** The texts that the worker has. */
  private readonly told = new Map<string, string>();

  /** @param folder The notebook's folder, such as `/drive`. */
  constructor(
    private readonly contents: Pick<Contents.IManager, "get">,
    private readonly folder: string,
  ) {}

  /** What has changed among the files that the worker knows and those that some code imports, with what these import. */
  async changesFor(code: string): Promise<[path: string, text: string | undefined][]> {
    const now = new Map<string, string | undefined>();
    const visit = async (path: string): Promise<void> => {
      if (now.has(path)) return;
      now.set(path, undefined);
      const text = await this.read(path);
      now.set(path, text);
      if (text !== undefined && !path.endsWith(".json")) await visitImports(text, folderOf(path));
    };
    const visitImports = async (text: string, folder: string): Promise<void> => {
      for (const [, specifier] of text.matchAll(pathsInCode))
        for (const path of await this.filesFor(resolvePath(specifier, folder))) await visit(path);
    };
    for (const path of this.told.keys()) await visit(path);
    await visitImports(code, this.folder);
    return [...now].filter(([path, text]) => this.note(path, text));
  }

  /** Another worker begins with no files. */
  forget(): void {
    this.told.clear();
  }

  /** Notes what the worker knows from now on. @returns Whether that is something new. */
  private note(path: string, text: string | undefined): boolean {
    if (this.told.get(path) === text) return false;
    if (text === undefined) this.told.delete(path);
    else this.told.set(path, text);
    return true;
  }

  /** The files that a path without its ending may mean, also those in a folder of that name. */
  private async filesFor(path: string): Promise<string[]> {
    const wanted = withoutEnding(path);
    const folder = folderOf(path);
    const isFolder = (name: string): boolean => `${folder}/${name}` === path;
    const found: string[] = [];
    for (const { name, type } of await this.list(folder)) {
      if (type === "directory" && isFolder(name))
        for (const inside of await this.list(path))
          if (/^index\.[jt]s$/.test(inside.name)) found.push(`${path}/${inside.name}`);
      if (ownEnding.test(name) && withoutEnding(`${folder}/${name}`) === wanted)
        found.push(`${folder}/${name}`);
    }
    return found;
  }

  private async list(folder: string): Promise<Contents.IModel[]> {
    if (folder !== drive && !folder.startsWith(`${drive}/`)) return [];
    try {
      const { content } = (await this.contents.get(inDrive(folder), { content: true })) as Read;
      return Array.isArray(content) ? (content as Contents.IModel[]) : [];
    } catch {
      return [];
    }
  }

  private async read(path: string): Promise<string | undefined> {
    try {
      const { content } = (await this.contents.get(inDrive(path), {
        content: true,
        type: "file",
        format: "text",
      })) as Read;
      return typeof content === "string" ? content : undefined;
    } catch {
      return undefined;
    }
  }
}

function inDrive(path: string): string {
  return path.slice(drive.length + 1);
}

function withoutEnding(path: string): string {
  return path.replace(ownEnding, "");
}
