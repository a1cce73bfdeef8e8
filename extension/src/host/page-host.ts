import "../../style/page.css";
import { t } from "../words";
import type { Host } from "./host";
import { openDialog } from "./page-dialog";
import { openExportMenu } from "./page-menu";
import { notifyIn } from "./page-notice";
import { pageTheme } from "./page-theme";

/** What differs from page to page: what has no default has to be given. */
export type PageOptions = Pick<Host, "startWorker" | "loadCharts"> &
  Partial<Host> & {
    /** Where messages and dialogs are put. @default the page's body */
    root?: () => Element;
  };

/** The host of a page without JupyterLab; its theme is that of the system, and links lead to the page itself. */
export function pageHost({ root = () => document.body, ...options }: PageOptions): Host {
  return {
    theme: options.theme ?? pageTheme(),
    notify: (kind, text) => notifyIn(root(), kind, text),
    showDialog: (title, content) => openDialog(root(), title, content, t("Close")),
    linkBase: () => location.href.replace(/[?#].*$/s, ""),
    exportMenu: openExportMenu,
    ...options,
  };
}
