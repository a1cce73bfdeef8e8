/** Starts a session in a worker of a page. */
import { makeOffers } from "../session/cells/offers";
import { makeAtomicsInterruptible } from "../session/cells/cell-waits";
import { Evaluator } from "../session/cells/evaluator";
import { showUncaught } from "../session/cells/uncaught";
import { formStacks } from "../session/errors/form-stacks";
import type { Outgoing } from "../session/message";
import { StdinNotImplementedError } from "../session/messages/input";
import { providePlatform } from "../session/platform/platform";
import type { Cell } from "../session/running/cell";
import { interruptFlag } from "../session/running/interrupt";
import { newRunFlags, RunState, type RunFlags } from "../session/running/run-state";
import { isShared } from "../session/running/shared-numbers";
import { Session } from "../session/session";
import { followCallbacks } from "./callbacks";
import { clock } from "./clock";
import { code } from "./code";
import { compilerFilesOf } from "./compiler-files";
import { contexts } from "./contexts";
import { installConsole } from "./page-console";
import type { PageFiles } from "./page-files";
import { PageModules, type Packages } from "./page-modules";
import { realm } from "./realm";
import { stacksOf } from "./stacks";
import { values } from "./values";

/** What a session in a page starts with. */
export interface PageSetup {
  files: PageFiles;
  /** The folder of the notebook, such as `/drive`. */
  folder: string;
  packages: Packages;
  /** The library's version. */
  version: string;
  /** The addresses of the session's own scripts, and of the library's, whose frames no stack shows. */
  scripts: { session: readonly string[]; library: readonly string[] };
  /** Sends a message to the front end. */
  send(message: Outgoing): void;
  /** Asks a person, and waits. @default nobody can be asked */
  ask?(cell: Cell, prompt: string, password: boolean): string;
  log?(text: string): void;
}

export interface PageSession {
  session: Session;
  /** The memory through which the page stops a cell, where it may share memory. */
  flags: RunFlags;
  /** Handles an interrupt that the page has sent, see interrupter.ts. */
  interrupt(run: number, interrupt: number): void;
}

/** Gives sessions the page as their platform; to be called once in a worker. */
export function provide({ files, packages, version, scripts, log }: PageSetup): void {
  providePlatform({
    about: {
      place: "page",
      version,
      host: navigator.userAgent,
      links: [{ text: "MDN", url: "https://developer.mozilla.org/en-US/docs/Web" }],
    },
    ...{ clock, code, console, contexts, realm, values },
    compiler: compilerFilesOf(files),
    memory: { begin: () => undefined, check: () => undefined },
    stacks: stacksOf(files, scripts),
    modulesOf: (folder) => new PageModules(folder, files, packages),
    log: log ?? (() => undefined),
  });
}

export function startSession(setup: PageSetup): PageSession {
  setup.files.addFolder(setup.folder);
  provide(setup);
  formStacks(Error);
  const flags = newRunFlags(interruptFlag);
  const evaluator = new Evaluator(setup.folder);
  const session = new Session(evaluator, {
    flags,
    send: (message) => setup.send(message),
    finish: () => undefined,
    shutDown: () => Promise.resolve(),
  });
  const { publisher, comms, executions } = session;
  installConsole(publisher);
  makeOffers({ publisher, comms, executions, requestInput: setup.ask ?? nobodyToAsk });
  offerInspection();
  followCallbacks();
  makeAtomicsInterruptible();
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    showUncaught(publisher, "Unhandled rejection:", event.reason);
  });
  addEventListener("error", (event) => {
    event.preventDefault();
    showUncaught(publisher, "Uncaught", event.error);
  });
  publisher.status(undefined, "starting");
  evaluator.warmUp();
  return {
    ...{ session, flags },
    interrupt(run, interrupt) {
      // Where no memory is shared, the page does not know what runs.
      const running = isShared(flags.state) ? run : new RunState(flags).running;
      session.interrupt(running, interrupt);
    },
  };
}

function nobodyToAsk(): never {
  throw new StdinNotImplementedError();
}

/** Has the library show values as the console does: `globalThis[Symbol.for("factorlab.inspect")]`. */
function offerInspection(): void {
  const value = values.inspect;
  Object.defineProperty(globalThis, Symbol.for("factorlab.inspect"), { value, configurable: true });
}
