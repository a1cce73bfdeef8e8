/**
 * The parts of tslab that this kernel is built on, with types of our own: tslab declares them private, loosely
 * or not at all. Nothing else in this folder imports tslab.
 */
import * as tslabConverter from "tslab/dist/converter";
import * as tslabExecutor from "tslab/dist/executor";
import * as tslabJupyter from "tslab/dist/jupyter";
import { versions as tslabVersions } from "tslab";

/** A place in a cell's source, counted from zero. */
export interface Position {
  offset: number;
  line: number;
  character: number;
}

/** One complaint of the TypeScript compiler. */
export interface Diagnostic {
  start: Position;
  end: Position;
  messageText: string;
  code: number;
  /** Set when the complaint is about another file than the cell. */
  fileName?: string;
}

/** A cell as JavaScript; with diagnostics there is no output. */
export interface Converted {
  output?: string;
  diagnostics: Diagnostic[];
  /** Files of the person's own that the cell imports, compiled; each is given once. */
  sideOutputs?: { path: string; data: string }[];
}

/** The compiler of the cells. */
export interface Converter {
  convert(previousDeclarations: string, source: string): Converted;
  inspect(previousDeclarations: string, source: string, position: number): unknown;
  complete(previousDeclarations: string, source: string, position: number): unknown;
  addModule(name: string, content: string, metadata?: unknown): Diagnostic[];
  close(): void;
}

export interface ConverterSet {
  readonly node: Converter;
  readonly browser: Converter;
  close(): void;
}

/** Compiles and runs cells one after another, keeping their variables. */
export interface Executor {
  /** Resolves to false when the cell did not compile, threw or was interrupted. */
  execute(source: string): Promise<boolean>;
  /** Rejects the top-level await that a cell is in. */
  interrupt(): void;
  close(): void;
}

/** Where an executor leaves a cell's last value and what it threw. */
export interface Outlet {
  log(value: unknown): void;
  error(...values: unknown[]): void;
}

export interface LanguageInfo {
  name: string;
  version: string;
  mimetype: string;
  file_extension: string;
  pygments_lexer?: string;
  codemirror_mode?: unknown;
}

export interface KernelInfo {
  protocol_version: string;
  implementation: string;
  implementation_version: string;
  language_info: LanguageInfo;
  banner: string;
}

export interface CompleteReply {
  matches: string[];
  cursor_start: number;
  cursor_end: number;
  metadata: object;
  status: string;
}

/** tslab's answers to the requests that run no code. */
export interface Handler {
  handleKernel(): KernelInfo;
  handleIsComplete(request: { code: string }): object;
  handleInspect(request: { code: string; cursor_pos: number; detail_level: number }): object;
  handleComplete(request: { code: string; cursor_pos: number }): CompleteReply;
  handleShutdown(request: { restart: boolean }): { restart: boolean };
  close(): void;
}

/** The part of a zeromq socket that is used here. */
export interface Socket {
  sendHighWaterMark: number;
  sendTimeout: number;
  linger: number;
  send(frames: readonly (Uint8Array | string)[]): Promise<void>;
}

/** tslab's server: it opens the five sockets and hands on every message of shell and control. */
export interface Server {
  readonly connInfo: { readonly key: string };
  readonly iopub: Socket;
  readonly shell: Socket;
  readonly control: Socket;
  init(): Promise<void>;
  bindSocket(socket: Socket, port: number): Promise<void>;
  handleShellMessage(socket: Socket, ...frames: Buffer[]): Promise<void>;
  close(): void;
}

/** What tslab's own `display` and `newDisplay` send. */
export interface DisplayContent {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  transient?: { display_id?: string };
}

export const TslabHandler: new (executor: Executor, isJs: boolean) => Handler =
  tslabJupyter.JupyterHandlerImpl as unknown as new (executor: Executor, isJs: boolean) => Handler;

export const TslabServer: new (handler: Handler, connectionFile: string) => Server =
  tslabJupyter.ZmqServer as unknown as new (handler: Handler, connectionFile: string) => Server;

/** Versions of tslab, of its TypeScript and of Node. */
export const versions: { readonly tslab: string; readonly typescript: string; readonly node: string } =
  tslabVersions;

/** Starts a TypeScript compiler for cells of the current folder; takes about a second. */
export function createConverter(target: "node" | "browser"): Converter {
  return tslabConverter.createConverter({ isJS: false, isBrowser: target === "browser" });
}

/** An executor whose imports are resolved from `folder`. */
export function createExecutor(folder: string, converters: ConverterSet, outlet: Outlet): Executor {
  type Converters = Parameters<typeof tslabExecutor.createExecutor>[1];
  return tslabExecutor.createExecutor(folder, converters as unknown as Converters, outlet);
}

/** Receives everything that a cell shows through `import { display } from "tslab"`. */
export function onTslabDisplay(listener: (content: DisplayContent, update: boolean) => void): void {
  (tslabJupyter as { lastWriteDisplayData: unknown }).lastWriteDisplayData = (
    content: DisplayContent,
    update?: boolean,
  ) => listener(content, update === true);
}
