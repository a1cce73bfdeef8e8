import { FactorlabError } from "factorlab";
import { experimentFromLink, experimentJson, experimentLink, readExperiment } from "factorlab/view";
import { EXPERIMENT_LIMITS, experimentSource, parseUnrounded, withHeldOut } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import { element, setText } from "../dom";
import { host } from "../host/host";
import { t } from "../words";
import { textButton } from "./buttons";
import { pasted } from "./edits";
import { pasteProblem } from "./matrix-grid";
import { PasteError, readPastedTable } from "./pasted-table";

export interface SharingHost {
  experiment(): Experiment;
  onPaste(experiment: Experiment): void;
}

/** Copies an experiment out of the form and into it: as a cell, a link, JSON, or a table. */
export class Sharing {
  readonly node = element("div", { class: "factorlab-sharing" });
  private readonly insert: HTMLButtonElement;
  private readonly copyLink: HTMLButtonElement;
  private readonly note = element("p", { class: "factorlab-note", attributes: { role: "status" } });
  /** Holds text to copy or to paste, in browsers that refuse the clipboard. */
  private readonly box = element("textarea", { attributes: { rows: "4", spellcheck: "false" } });
  private readonly take: HTMLButtonElement;

  constructor(private readonly host: SharingHost) {
    this.insert = textButton(t("Insert as cell"), () => void this.insertCell(), "primary");
    this.copyLink = textButton(t("Copy link"), () => void this.copy(this.link(), t("The link is copied.")));
    const json = textButton(t("Copy JSON"), () => void this.copy(this.json(), t("The JSON is copied.")));
    const paste = textButton(t("Paste"), () => void this.paste());
    paste.title = t("JSON, a link, or a table from a spreadsheet");
    this.take = textButton(t("Use this text"), () => this.read(this.box.value));
    const row = element("div", {
      class: "factorlab-buttons",
      children: [this.insert, this.copyLink, json, paste],
    });
    this.node.append(row, this.note, this.box, this.take);
    this.close();
  }

  /** Hides the buttons whose use the host does not have, which can change at any time. */
  show(): void {
    this.copyLink.hidden = host().linkBase() === null;
    this.insert.hidden = host().insertCell === undefined;
  }

  private link(): string {
    return experimentLink(this.host.experiment(), host().linkBase() ?? "");
  }

  private json(): string {
    return experimentJson(this.host.experiment());
  }

  private async insertCell(): Promise<void> {
    this.close();
    try {
      await host().insertCell?.(experimentSource(this.host.experiment()));
    } catch (error) {
      console.error(error);
      this.open(t("No cell could be inserted. Here is its text."), experimentSource(this.host.experiment()));
    }
  }

  private async copy(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.close(done);
    } catch {
      this.open(t("The browser does not let this page copy. Press Ctrl+C, or ⌘C."), text);
    }
  }

  private async paste(): Promise<void> {
    try {
      this.read(await navigator.clipboard.readText());
    } catch {
      this.open(t("Paste JSON, a link or a table here."), "", true);
    }
  }

  private read(text: string): void {
    try {
      this.host.onPaste(readShared(text, this.host.experiment()));
      this.close(t("The experiment is pasted."));
    } catch (error) {
      this.open(linkProblem(error), text, true);
    }
  }

  /** Shows a text and selects it. */
  private open(note: string, text: string, writable: boolean = false): void {
    setText(this.note, note);
    this.note.hidden = this.box.hidden = false;
    this.take.hidden = !writable;
    this.box.readOnly = !writable;
    this.box.setAttribute("aria-label", note);
    this.box.value = text.slice(0, 1_000_000);
    this.box.focus();
    this.box.select();
  }

  private close(note: string = ""): void {
    setText(this.note, note);
    this.note.hidden = note === "";
    this.box.hidden = this.take.hidden = true;
  }
}

/**
 * Reads an experiment from any text that this form or a spreadsheet copies. A table or bare rows change only the data.
 * @throws FactorlabError, PasteError
 */
function readShared(text: string, current: Experiment): Experiment {
  const linked = experimentFromLink(text.trim());
  if (linked) return linked;
  if (!/^\s*[[{]/.test(text)) {
    const { data, ...labels } = readPastedTable(text, EXPERIMENT_LIMITS.side);
    return withData(current, (e) => pasted({ ...e, data }, { data, ...labels }, 0, 0));
  }
  const value = parseUnrounded(text, "the text");
  return Array.isArray(value)
    ? withData(current, (e) => ({ ...e, data: value as unknown }))
    : readExperiment(value);
}

/** An experiment with other data; what is held out stays so, where it is still there. */
function withData(
  { heldOut = [], ...current }: Experiment,
  change: (experiment: Experiment) => unknown,
): Experiment {
  return withHeldOut(readExperiment(change({ ...current, labels: undefined })), heldOut);
}

function linkProblem(error: unknown): string {
  if (error instanceof PasteError) return pasteProblem(error);
  if (error instanceof FactorlabError) return error.message;
  return t("This is no JSON: {reason}", { reason: error instanceof Error ? error.message : String(error) });
}
