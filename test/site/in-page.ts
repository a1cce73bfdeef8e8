/** What tests do in a page of JupyterLite; each function runs there, and so has all that it uses inside it. */

/** How a cell ended, and what it has shown. */
export interface Outcome {
  status: string;
  ename: string;
  evalue: string;
  traceback: string;
  /** What it has printed. */
  printed: string;
  /** Its result as text. */
  result: string;
  /** What it has asked for. */
  asked: string[];
}

export interface CellToRun {
  code: string;
  /** Milliseconds after which it is interrupted. */
  interruptAfter?: number;
  /** What a person answers. */
  answer?: string;
}

interface KernelMessage {
  header: { msg_type: string };
  content: Record<string, unknown>;
}

interface Future {
  onIOPub(message: KernelMessage): void;
  onStdin(message: KernelMessage): void;
  done: Promise<KernelMessage>;
}

interface Comm {
  open(data?: object): unknown;
  send(data: object, metadata?: object, buffers?: ArrayBuffer[]): unknown;
  onMsg: (message: KernelMessage & { buffers: DataView[] }) => void;
}

interface Kernel {
  requestExecute(content: object): Future;
  requestComplete(content: object): Promise<KernelMessage>;
  createComm(target: string): Comm;
  info: Promise<unknown>;
  connectionStatus: string;
  status: string;
  sendInputReply(content: object, parent: object): void;
  interrupt(): Promise<void>;
}

interface NotebookPanel {
  content: NotebookContent;
  context: { path: string; ready: Promise<void> };
  sessionContext: { ready: Promise<void>; session: { kernel: Kernel | null } | null };
}

interface NotebookContent {
  activeCellIndex: number;
  widgets: { model: { type: string; sharedModel: { setSource(text: string): void } } }[];
  model: { toJSON(): unknown };
}

/** JupyterLab's application, as much of it as these tests use. */
interface LiteApp {
  restored: Promise<void>;
  commands: { execute(id: string, args?: object): Promise<unknown> };
  shell: { currentWidget: NotebookPanel };
  serviceManager: {
    sessions: {
      running(): Iterable<{ path: string }>;
      connectTo(options: { model: { path: string }; kernelConnectionOptions: { handleComms: boolean } }): {
        kernel: Kernel;
      };
    };
    contents: { save(path: string, options: object): Promise<unknown> };
  };
}

declare global {
  interface Window {
    liteKernel?: Kernel;
  }
}

/** Runs a cell in the kernel of the notebook that is open. */
export async function runCell({ code, interruptAfter, answer }: CellToRun): Promise<Outcome> {
  const app = window.jupyterapp as unknown as LiteApp;
  const { sessions } = app.serviceManager;
  const [model] = [...sessions.running()];
  const kernelConnectionOptions = { handleComms: true };
  const kernel = (window.liteKernel ??= sessions.connectTo({ model, kernelConnectionOptions }).kernel);
  const outcome = { printed: "", result: "", asked: [] as string[], traceback: "" };
  const future = kernel.requestExecute({ code, allow_stdin: true });
  future.onIOPub = ({ header, content }) => {
    if (header.msg_type === "stream") outcome.printed += String(content["text"]);
    if (header.msg_type === "error") outcome.traceback = (content["traceback"] as string[]).join("\n");
    if (header.msg_type === "execute_result")
      outcome.result = (content["data"] as Record<string, string>)["text/plain"];
  };
  future.onStdin = ({ header, content }) => {
    outcome.asked.push(String(content["prompt"]));
    if (answer !== undefined) kernel.sendInputReply({ status: "ok", value: answer }, header);
  };
  if (interruptAfter !== undefined) setTimeout(() => void kernel.interrupt(), interruptAfter);
  const { content } = await future.done;
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  const traceback = outcome.traceback.replaceAll(/\p{Cc}\[\d+m/gu, "");
  return {
    ...{ ...outcome, traceback, status: text(content["status"]) },
    ...{ ename: text(content["ename"]), evalue: text(content["evalue"]) },
  };
}

/** Completions at the end of some code, while a cell runs as well. */
export async function complete(code: string): Promise<string[]> {
  const reply = await window.liteKernel!.requestComplete({ code, cursor_pos: code.length });
  return reply.content["matches"] as string[];
}

/** Writes a file beside the notebooks, as the editor does. */
export async function writeFile([path, content]: [path: string, content: string]): Promise<void> {
  const { contents } = (window.jupyterapp as unknown as LiteApp).serviceManager;
  await contents.save(path, { type: "file", format: "text", content });
}

/** Carries out a command of JupyterLab. */
export async function command([id, args]: [id: string, args?: object]): Promise<void> {
  await window.jupyterapp.commands.execute(id, args);
}

/** The notebook that is open, as it would be saved. */
export function openNotebook(): unknown {
  return (window.jupyterapp as unknown as LiteApp).shell.currentWidget.content.model.toJSON();
}

/** Opens a notebook beside those that are open, runs all of its cells anew, and gives it as it would be saved. */
export async function runNotebook(path: string): Promise<unknown> {
  const { commands, restored, shell } = window.jupyterapp as unknown as LiteApp;
  // What the address names comes to the front once, then.
  await restored;
  const open = (): Promise<unknown> => commands.execute("docmanager:open", { path });
  await open();
  const until = async (what: string, isSo: () => boolean | Promise<boolean>): Promise<void> => {
    const end = performance.now() + 100_000;
    while (!(await isSo())) {
      if (performance.now() > end) throw new Error(`${path}: not ${what} within 100 s; ${told()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  /** What the page says of the notebook, for whoever finds out why a test waits. */
  const told = (): string => {
    const { context: shown, sessionContext: session } = shell.currentWidget;
    const kernel = session.session?.kernel;
    return `${shown.path} is in front, its kernel is ${kernel?.status}, ${kernel?.connectionStatus}`;
  };
  /** Whether a promise is kept within a moment. */
  const isKept = (promise: Promise<unknown>): Promise<boolean> =>
    Promise.race([
      promise.then(() => true),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 50)),
    ]);
  await until("in front", () => shell.currentWidget.context.path === path);
  const { content, context, sessionContext } = shell.currentWidget;
  await until("read", () => isKept(context.ready));
  await until("with a kernel", () => isKept(sessionContext.ready));
  await until("answered by its kernel", () => isKept(sessionContext.session!.kernel!.info));
  type Cells = { cells: { cell_type: string; execution_count?: number | null; source: string }[] };
  const counts = (): (number | null | undefined)[] =>
    (content.model.toJSON() as Cells).cells
      .filter(({ cell_type: type, source }) => type === "code" && source.length > 0)
      .map(({ execution_count: count }) => count);
  // Commands mean the notebook in front, which for a moment may be the one before: what is committed would be read as run.
  await until("cleared", async () => {
    await open();
    await commands.execute("notebook:clear-all-cell-outputs");
    return counts().every((count) => typeof count !== "number");
  });
  await commands.execute("notebook:run-all-cells");
  await until(
    "run",
    () =>
      counts().every((count) => typeof count === "number") &&
      sessionContext.session!.kernel!.status === "idle",
  );
  return content.model.toJSON();
}

/** Ends the kernel of the notebook in front, and closes it as it was. */
export async function closeNotebook(): Promise<void> {
  const { commands } = window.jupyterapp as unknown as LiteApp;
  await commands.execute("docmanager:save");
  await commands.execute("notebook:shutdown-kernel");
  await commands.execute("application:close");
}

/** Puts code into the last code cell of the notebook that is open, and runs it there. */
export async function runInLastCell(code: string): Promise<void> {
  const app = window.jupyterapp as unknown as LiteApp;
  const { content } = app.shell.currentWidget;
  content.activeCellIndex = content.widgets.findLastIndex(({ model }) => model.type === "code");
  content.widgets[content.activeCellIndex].model.sharedModel.setSource(code);
  // It ends with the cell, which may wait for a person.
  void app.commands.execute("notebook:run-cell");
  await Promise.resolve();
}

/** Sends bytes through a comm to a target, and gives those that come back. */
export function throughComm([target, bytes]: [target: string, bytes: number[]]): Promise<number[]> {
  const comm = window.liteKernel!.createComm(target);
  return new Promise((resolve) => {
    comm.onMsg = ({ buffers: [view] }) =>
      resolve([...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)]);
    comm.open();
    comm.send({}, {}, [Uint8Array.from(bytes).buffer]);
  });
}
