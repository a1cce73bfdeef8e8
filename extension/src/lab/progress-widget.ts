import type { JupyterFrontEnd } from "@jupyterlab/application";
import { Widget } from "@lumino/widgets";
import { ProgressPanel } from "../course/progress/panel";
import type { ProgressStore } from "../course/progress/store";
import { courseFiles } from "./course-files";

/** The panel of the course's progress as a widget of a side bar, which is up to date whenever it is shown. */
export class ProgressWidget extends Widget {
  private readonly panel: ProgressPanel;

  constructor(app: JupyterFrontEnd, store: ProgressStore, folder: () => string) {
    super();
    this.panel = new ProgressPanel({
      files: courseFiles(app),
      store,
      folder,
      openNotebook: (path) => {
        app.commands.execute("docmanager:open", { path }).catch((error: unknown) => console.error(error));
      },
    });
    this.node.append(this.panel.node);
  }

  /** Shows the learner of what has happened last. */
  follow(learner: string): void {
    this.panel.follow(learner);
  }

  /** Reads everything again. */
  refresh(): void {
    void this.panel.refresh();
  }

  override dispose(): void {
    this.panel.dispose();
    super.dispose();
  }

  protected override onAfterShow(): void {
    this.refresh();
  }
}
