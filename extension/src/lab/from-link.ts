import type { JupyterFrontEnd } from "@jupyterlab/application";
import { FactorlabError } from "factorlab";
import { experimentFromLink } from "factorlab/view";
import { host } from "../host/host";
import { t } from "../words";

/** Opens the experiment in the page's link, once JupyterLab has restored its panels. */
export async function openFromLink(app: JupyterFrontEnd, link: string): Promise<void> {
  await app.restored;
  try {
    const experiment = experimentFromLink(link);
    if (experiment) host().openPlayground?.(experiment);
  } catch (error) {
    if (!(error instanceof FactorlabError)) throw error;
    const reason = t("The link's experiment cannot be read: {reason}", { reason: error.message });
    host().notify("error", reason);
  }
}
