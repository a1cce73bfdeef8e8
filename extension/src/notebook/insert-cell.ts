import type { JupyterFrontEnd } from "@jupyterlab/application";
import { host } from "../host/host";
import { t } from "../words";

/** JupyterLab's own commands: they act on the notebook that was used last, and can be undone there. */
const INSERT = "notebook:insert-cell-below";
const WRITE = "notebook:replace-selection";

/** How often, and in ms how far apart, to look for a new cell's editor, which a long notebook draws some frames later. */
const PATIENCE = { attempts: 100, wait: 20 };

/** Puts TypeScript into a new cell below the selected one of the notebook that was used last; warns if there is none. */
export async function insertCell(app: JupyterFrontEnd, source: string): Promise<void> {
  if (!hasNotebook(app)) {
    host().notify("warning", t("Open a notebook first: the new cell goes into the one that was used last."));
    return;
  }
  await app.commands.execute(INSERT);
  await editorReady(app);
  await app.commands.execute(WRITE, { text: source });
}

function hasNotebook(app: JupyterFrontEnd): boolean {
  const commands = [INSERT, WRITE].every((id) => app.commands.hasCommand(id));
  return commands && Array.from(app.shell.widgets("main")).some(({ node }) => isNotebook(node));
}

function isNotebook(node: Element): boolean {
  return node.classList.contains("jp-NotebookPanel");
}

/** Waits for the new cell's editor, which the second command needs; the first one has shown the notebook. */
async function editorReady(app: JupyterFrontEnd): Promise<void> {
  for (let attempt = 0; attempt < PATIENCE.attempts; attempt++) {
    const page = app.shell.currentWidget?.node;
    const content = page && isNotebook(page) && page.querySelector(".jp-Cell.jp-mod-active .cm-content");
    if (content && content.textContent === "") return;
    await new Promise((done) => setTimeout(done, PATIENCE.wait));
  }
  throw new Error("The new cell has no editor yet.");
}
