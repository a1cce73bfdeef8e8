import "../../../style/course-progress.css";
import { element, replaceChildren } from "../../dom";
import { saveAs } from "../../export/download";
import { host } from "../../host/host";
import { onPreferencesChange, preferences } from "../../preferences";
import { t } from "../../words";
import { PROGRESS_FILE, progressCsv, progressText, readProgress } from "./file";
import type { CourseFiles } from "./files";
import { learnerList, summary } from "./list";
import type { Progress } from "./progress";
import { FolderReader } from "./reader";
import type { ProgressStore } from "./store";

/** What a panel asks of the application. */
export interface PanelHost {
  readonly files: CourseFiles;
  readonly store: ProgressStore;
  /** The folder of the notebook that was used last, with a slash at its end; empty for the root. */
  folder(): string;
  openNotebook(path: string): void;
}

/** How far learners have come, by notebook: exercises that are open, right, and with how many hints. */
export class ProgressPanel {
  readonly node = element("div", { class: "factorlab factorlab-learning" });
  private readonly body = element("div");
  private readonly stops: (() => void)[];
  private readonly reader: FolderReader;
  private learner: string | null = null;

  constructor(private readonly panel: PanelHost) {
    this.node.append(this.body);
    this.reader = new FolderReader(panel.files, panel.store);
    this.stops = [
      panel.store.onChange((folder) => folder === this.reader.current.folder && void this.refresh(false)),
      onPreferencesChange(() => this.draw()),
    ];
  }

  dispose(): void {
    this.stops.forEach((stop) => stop());
  }

  /** Shows the learner of what has happened last. */
  follow(learner: string): void {
    this.learner = learner;
  }

  /** Reads the progress of the folder in use. @param whole whether the notebooks are read again as well */
  async refresh(whole = true): Promise<void> {
    try {
      if (await this.reader.read(this.panel.folder(), whole)) this.draw();
    } catch (error) {
      console.error(error);
      host().notify("error", t("The progress of this folder cannot be read."));
    }
  }

  private draw(): void {
    this.node.toggleAttribute("data-high-contrast", preferences().highContrast);
    const { outline, progress } = this.reader.current;
    if (!progress) {
      const text = t(
        "{file} is not a file of the course's progress. It is left as it is, and nothing is added to it.",
        {
          file: PROGRESS_FILE,
        },
      );
      this.body.replaceChildren(element("p", { text }));
      return;
    }
    const learners = Object.keys(progress.learners);
    if (this.learner === null || !learners.includes(this.learner)) this.learner = learners[0] ?? "";
    const parts = [
      ...(learners.length > 1 ? [this.choice(learners, this.learner)] : []),
      summary(outline, progress, this.learner),
      ...learnerList(outline, progress, this.learner, (path) => this.panel.openNotebook(path)),
      this.buttons(progress),
    ];
    replaceChildren(this.body, parts);
  }

  private choice(learners: readonly string[], chosen: string): HTMLElement {
    const select = element("select");
    for (const learner of learners) {
      const option = element("option", {
        text: learner || t("Without a name"),
        attributes: { value: learner },
      });
      option.selected = learner === chosen;
      select.append(option);
    }
    select.addEventListener("change", () => {
      this.learner = select.value;
      this.draw();
    });
    return element("label", {
      class: "factorlab-learning-learner",
      children: [element("span", { text: t("Learner") }), select],
    });
  }

  private buttons(progress: Progress): HTMLElement {
    const file = element("input", { attributes: { type: "file", accept: ".json", hidden: "" } });
    file.addEventListener("change", () => void this.take(file));
    const button = (text: string, onClick: () => void): HTMLElement => {
      const made = element("button", { class: "factorlab-button", text, attributes: { type: "button" } });
      made.addEventListener("click", onClick);
      return made;
    };
    return element("div", {
      class: "factorlab-buttons",
      children: [
        button(t("Download"), () => saveAs(PROGRESS_FILE, new Blob([progressText(progress)]))),
        button(t("Download as a table"), () =>
          saveAs("course-progress.csv", new Blob([progressCsv(progress)])),
        ),
        button(t("Add a file…"), () => file.click()),
        button(t("Read again"), () => void this.refresh()),
        file,
      ],
    });
  }

  /** Adds the progress of a file that a person has chosen. */
  private async take(input: HTMLInputElement): Promise<void> {
    const chosen = input.files?.[0];
    input.value = "";
    if (!chosen) return;
    const other = readProgress(await chosen.text());
    if (other) await this.panel.store.add(this.reader.current.folder, other);
    else host().notify("warning", t("{file} is not a file of the course's progress.", { file: chosen.name }));
  }
}
