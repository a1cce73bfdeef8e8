import { ILabShell, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IKernelClient, IKernelSpecs } from "@jupyterlite/services";
import { showAddressed } from "./addressed";
import { kernelSpec, Kernels } from "./kernels";
import { tellLimits } from "./limits";
import { useNarrowScreen } from "./narrow";
import { explainFullStorage } from "./storage";
import { tellOpenTwice } from "./tabs";

/** TypeScript in JupyterLite: cells run in a worker of the page. */
const kernel: JupyterFrontEndPlugin<void> = {
  id: "factorlab-lite:kernel",
  description: "TypeScript (Factorlab), in a worker of the page.",
  autoStart: true,
  requires: [IKernelSpecs, IKernelClient],
  activate(app: JupyterFrontEnd, specs: IKernelSpecs, client: IKernelClient) {
    const kernels = new Kernels(app.serviceManager.contents, client);
    specs.register({ spec: kernelSpec(), create: (options) => Promise.resolve(kernels.create(options)) });
    kernels.followInterrupts();
  },
};

/** What the browser cannot do or keep, in words; the notebook that the address names, and room for it. */
const browser: JupyterFrontEndPlugin<void> = {
  id: "factorlab-lite:browser",
  description: "Tells what this browser cannot do or keep.",
  autoStart: true,
  optional: [ILabShell],
  activate(app: JupyterFrontEnd, shell: ILabShell | null) {
    const { restored, serviceManager } = app;
    showAddressed(app);
    if (shell !== null) useNarrowScreen(app, shell);
    explainFullStorage(serviceManager.contents);
    tellOpenTwice(serviceManager.sessions);
    void restored.then(tellLimits);
  },
};

export default [kernel, browser];
