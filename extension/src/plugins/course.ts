import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette } from "@jupyterlab/apputils";
import type { DocumentRegistry } from "@jupyterlab/docregistry";
import type { Widget } from "@lumino/widgets";
import type { CourseEvent } from "../course/progress/progress";
import type { ProgressStore } from "../course/progress/store";
import { offer } from "../host/host";
import { factorizationIcon } from "../icons";
import { courseFiles } from "../lab/course-files";
import type { ProgressWidget } from "../lab/progress-widget";
import { CourseNotebooks } from "../notebook/course-notebooks";
import type { NotebookContext, NotebookPanel } from "../notebook/notebook-model";
import { onPreferencesChange } from "../preferences";
import { t } from "../words";
import { CATEGORY } from "./category";
import { complain } from "./complain";
import { followLanguage } from "./follow-language";

const OPEN_COMMAND = "factorlab:open-course-progress";

export const course: JupyterFrontEndPlugin<void> = {
  id: "factorlab-jupyterlab:course",
  description: "The course: guesses that notebooks keep, and how far a learner has come.",
  autoStart: true,
  optional: [ICommandPalette],
  activate: (app: JupyterFrontEnd, palette: ICommandPalette | null) => {
    // Loaded with the first exercise; one promise keeps what happens in its order.
    let loaded: Promise<ProgressStore> | null = null;
    const store = (): Promise<ProgressStore> =>
      (loaded ??= import("../course/progress/store").then(
        (module) => new module.ProgressStore(courseFiles(app)),
      ));
    const side = new SideBar(app, store);
    const notebooks = new CourseNotebooks((path, event) => {
      side.heard(path, event);
      store()
        .then((kept) => kept.record(folderOf(path), event))
        .catch(complain);
    });
    app.docRegistry.addWidgetExtension("Notebook", {
      createNew: (panel: Widget, context: DocumentRegistry.Context) => {
        const file = context as unknown as NotebookContext;
        notebooks.watch(panel as NotebookPanel, file);
        side.path = file.path;
      },
    });
    app.commands.addCommand(OPEN_COMMAND, {
      label: () => t("Course Progress"),
      caption: () => t("See which exercises of the course are right"),
      describedBy: { args: { type: "object", properties: {} } },
      execute: () => side.open().catch(complain),
    });
    palette?.addItem({ command: OPEN_COMMAND, category: CATEGORY });
    followLanguage(app);
    offer({ course: notebooks });
  },
};

/** The folder of a file, with a slash at its end; empty for the root. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** The panel at the right, which is there from the first exercise on. */
class SideBar {
  /** The notebook that was used last. */
  path = "";
  private widget: Promise<ProgressWidget> | null = null;

  constructor(
    private readonly app: JupyterFrontEnd,
    private readonly store: () => Promise<ProgressStore>,
  ) {}

  /** Something has happened to an exercise: the panel belongs there, but nobody is interrupted by it. */
  heard(path: string, { learner }: CourseEvent): void {
    this.path = path;
    this.added()
      .then((widget) => widget.follow(learner))
      .catch(complain);
  }

  async open(): Promise<void> {
    const widget = await this.added();
    this.app.shell.activateById(widget.id);
    widget.refresh();
  }

  private added(): Promise<ProgressWidget> {
    return (this.widget ??= this.add());
  }

  private async add(): Promise<ProgressWidget> {
    const { ProgressWidget } = await import("../lab/progress-widget");
    const widget = new ProgressWidget(this.app, await this.store(), () => folderOf(this.path));
    widget.id = "factorlab-course-progress";
    widget.title.icon = factorizationIcon;
    const name = (): void => {
      widget.title.caption = t("Course progress");
    };
    name();
    widget.disposed.connect(onPreferencesChange(name));
    this.app.shell.add(widget, "right", { rank: 900 });
    return widget;
  }
}
