import { EnvironmentError } from "../errors";

/** What a file system says of a file. */
export interface FileStat {
  readonly size: number;
  /** When it was last written to, in milliseconds since 1970. */
  readonly mtimeMs: number;
  /** The kind of the file, and who may do what with it, in bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** How many names it has. */
  readonly nlink: number;
  isFile(): boolean;
  isDirectory(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
  isSymbolicLink(): boolean;
}

/** The part of Node's `fs` that is used. */
export interface Files {
  existsSync(path: string): boolean;
  statSync(path: string): FileStat;
  statSync(path: string, options: { throwIfNoEntry: false }): FileStat | undefined;
  lstatSync(path: string, options: { throwIfNoEntry: false }): FileStat | undefined;
  fstatSync(file: number): FileStat;
  readlinkSync(path: string): string;
  accessSync(path: string, mode: number): void;
  openSync(path: string, flags: "r" | "wx", mode?: number): number;
  readSync(file: number, buffer: Uint8Array): number;
  readSync(file: number, buffer: Uint8Array, offset: number, length: number, position: number): number;
  writeSync(file: number, bytes: Uint8Array): number;
  fsyncSync(file: number): void;
  fchmodSync(file: number, mode: number): void;
  fchownSync(file: number, uid: number, gid: number): void;
  closeSync(file: number): void;
  readFileSync(path: string): Uint8Array;
  mkdirSync(path: string, options: { recursive: true }): void;
  renameSync(from: string, to: string): void;
  rmSync(path: string, options: { force: true }): void;
  readdirSync(path: string): string[];
}

interface NodeModules {
  "node:fs": Files;
  "node:path": {
    readonly sep: string;
    readonly join: (...parts: string[]) => string;
    readonly basename: (path: string) => string;
    readonly dirname: (path: string) => string;
    readonly isAbsolute: (path: string) => boolean;
  };
  "node:os": { homedir(): string };
  "node:vm": {
    runInNewContext(code: string, globals: object, options: { timeout: number }): unknown;
  };
  "node:crypto": {
    createHash(kind: "md5"): { update(bytes: Uint8Array): void; digest(form: "hex"): string };
  };
  "node:zlib": {
    gunzipSync(bytes: Uint8Array, options: { maxOutputLength: number }): Uint8Array;
    brotliDecompressSync(bytes: Uint8Array, options: { maxOutputLength: number }): Uint8Array;
    /** From Node 22.15 on. */
    zstdDecompressSync?(bytes: Uint8Array, options: { maxOutputLength: number }): Uint8Array;
  };
}

interface NodeProcess {
  readonly pid: number;
  /** For how many seconds the process has been running. */
  uptime(): number;
  readonly platform: string;
  /** The user's number; absent on Windows. */
  getuid?(): number;
  /** Signal 0 only checks whether the process exists. */
  kill(pid: number, signal: 0): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  getBuiltinModule?<Name extends keyof NodeModules>(name: Name): NodeModules[Name];
}

/**
 * A module of Node, without an import that bundles for browsers would have to resolve.
 * @param what the module is needed for, as in "reading files".
 * @throws EnvironmentError where there is no Node.
 */
export function nodeModule<Name extends keyof NodeModules>(name: Name, what: string): NodeModules[Name] {
  const found = (globalThis as { process?: NodeProcess }).process?.getBuiltinModule?.(name);
  if (found !== undefined) return found;
  // Nobody can bring a newer Node to a page.
  const [here, expected] = isPage()
    ? ["in a page", "the kernel of a JupyterLab, or a program of one's own in Node"]
    : ["here", "Node 20.16 or newer"];
  throw new EnvironmentError(`${what} is not possible ${here}, expected ${expected}`, { expected });
}

/** Whether this is a page, or a worker of one. */
function isPage(): boolean {
  const { document, WorkerGlobalScope: workers } = globalThis as {
    document?: object;
    WorkerGlobalScope?: object;
  };
  return document !== undefined || workers !== undefined;
}

/** Node's `process`. @throws EnvironmentError where there is no Node. */
export function nodeProcess(what: string): NodeProcess {
  nodeModule("node:fs", what);
  return (globalThis as unknown as { process: NodeProcess }).process;
}
