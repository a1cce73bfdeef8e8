import "../../style/page.css";
import { t } from "../words";
import type { Host } from "./host";
import { bundledCharts } from "./bundled-charts";
import { openDialog } from "./page-dialog";
import { openExportMenu } from "./page-menu";
import { notifyIn } from "./page-notice";
import { pageTheme } from "./page-theme";

/** What differs from page to page. */
export type PageOptions = Pick<Host, "startWorker"> &
  Partial<Omit<Host, "startWorker">> & { root?: () => Element };

/**
 * The host of a page without JupyterLab.
 * @param options `startWorker` has to be given. `root` is where messages and dialogs are put. @default the page's body
 */
export function pageHost({ root = () => document.body, ...options }: PageOptions): Host {
  return {
    theme: options.theme ?? pageTheme(),
    loadCharts: bundledCharts,
    notify: (kind, text) => notifyIn(root(), kind, text),
    showDialog: (title, content) => openDialog(root(), title, content, t("Close")),
    linkBase: () => location.href.replace(/[?#].*$/s, ""),
    exportMenu: openExportMenu,
    ...options,
  };
}
