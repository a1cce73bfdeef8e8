/** What a page and the worker of its session tell each other. */
import type { Message, Outgoing } from "../session/message";
import type { RunFlags } from "../session/running/run-state";
import type { Channel } from "../session/session";
import type { AnswerBox } from "./answer-box";

/** Texts by their paths. */
export type Texts = Readonly<Record<string, string>>;

/** The declarations of the language and of the library, as the build puts them together. */
export interface DeclarationTexts {
  /** The library's version. */
  version: string;
  language: Texts;
  library: Texts;
}

/** What the page asks of the worker. */
export type Order =
  | {
      kind: "start";
      /** The folder of the notebook, such as `/drive`. */
      folder: string;
      declarations: DeclarationTexts;
      /** Through which a person answers; without it, nobody can be asked. */
      answers: AnswerBox | undefined;
    }
  | { kind: "request"; channel: Channel; request: Message }
  | { kind: "interrupt"; run: number; interrupt: number }
  /** The present texts of files; undefined where there is no file any more. */
  | { kind: "files"; files: [path: string, text: string | undefined][] };

/** What the worker tells the page. */
export type WorkerReport =
  | { kind: "ready"; flags: RunFlags }
  | { kind: "message"; message: Outgoing }
  /** The worker has read of an interrupt: nothing blocks it. */
  | { kind: "noticed"; interrupt: number }
  | { kind: "log"; text: string };
