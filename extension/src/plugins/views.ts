import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { PAYLOAD_MIME } from "factorlab/view";
// eslint-disable-next-line jupyter/prefer-lazy-imports -- JupyterLab takes a renderer, not the promise of one
import { PayloadRenderer } from "../renderer";

/** Lower than the rank of all other representations of an output, so that JupyterLab chooses ours. */
const RANK = 0;

export const views: JupyterFrontEndPlugin<void> = {
  id: "factorlab-jupyterlab:views",
  description: "Draws Factorlab's matrices, factorizations and loss curves.",
  autoStart: true,
  requires: [IRenderMimeRegistry],
  activate: (_app: JupyterFrontEnd, rendermime: IRenderMimeRegistry) => {
    // Safe, so that untrusted notebooks show it too: payloads are checked.
    rendermime.addFactory(
      { safe: true, mimeTypes: [PAYLOAD_MIME], createRenderer: () => new PayloadRenderer() },
      RANK,
    );
  },
};
