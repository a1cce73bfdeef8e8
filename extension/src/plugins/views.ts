import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { PAYLOAD_MIME } from "factorlab/view";
import { PayloadRenderer } from "../renderer";

/** Below the rank of every other representation of an output, so that ours is the one chosen. */
const RANK = 0;

export const views: JupyterFrontEndPlugin<void> = {
  id: "factorlab-jupyterlab:views",
  description: "Draws Factorlab's matrices, factorizations and loss curves.",
  autoStart: true,
  requires: [IRenderMimeRegistry],
  activate: (_app: JupyterFrontEnd, rendermime: IRenderMimeRegistry) => {
    // Safe: what a payload may hold is checked, so that an untrusted notebook shows it too.
    rendermime.addFactory(
      { safe: true, mimeTypes: [PAYLOAD_MIME], createRenderer: () => new PayloadRenderer() },
      RANK,
    );
  },
};
