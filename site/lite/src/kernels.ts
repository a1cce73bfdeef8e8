/** The kernels of the page. */
import { PageConfig, URLExt } from "@jupyterlab/coreutils";
import type { Contents, KernelSpec } from "@jupyterlab/services";
import type { IKernel, IKernelClient } from "@jupyterlite/services";
import { FrontEnds, isConnected } from "./front-ends";
import { drive, OwnFiles } from "./own-files";
import { PageKernel } from "./page-kernel";
import { SessionWorker, type Addresses } from "./session-worker";

/** As notebooks name it, here and in an installed JupyterLab. */
export function kernelSpec(): KernelSpec.ISpecModel {
  const logo = PageConfig.getOption("factorlabLogoUrl");
  return {
    name: "factorlab",
    display_name: "TypeScript (Factorlab)",
    language: "typescript",
    argv: [],
    resources: logo === "" ? {} : { "logo-svg": logo },
  };
}

export class Kernels {
  private readonly running = new Map<string, PageKernel>();
  /** A worker that waits for the first notebook: it loads while JupyterLab does. */
  private spare: SessionWorker | undefined;

  constructor(
    private readonly contents: Contents.IManager,
    private readonly client: IKernelClient,
  ) {
    this.spare = new SessionWorker(addresses(), drive);
  }

  create(options: IKernel.IOptions): PageKernel {
    // The name of the drive may stand before the folder.
    const location = options.location.replace(/^[^/]*:/, "");
    const folder = location === "" ? drive : URLExt.join(drive, location);
    const kernel = new PageKernel(
      options,
      () => this.worker(folder),
      new OwnFiles(this.contents, folder),
      new FrontEnds((session) => isConnected(this.client, session)),
    );
    this.running.set(kernel.id, kernel);
    kernel.disposed.connect(() => {
      if (this.running.get(kernel.id) === kernel) this.running.delete(kernel.id);
    });
    return kernel;
  }

  /** JupyterLite tells kernels of no interrupt. */
  followInterrupts(): void {
    const { client } = this;
    const interrupt = client.interrupt.bind(client);
    client.interrupt = async (id) => {
      await this.running.get(id)?.interrupt();
      await interrupt(id);
    };
  }

  private worker(folder: string): SessionWorker {
    const { spare } = this;
    this.spare = undefined;
    if (spare?.folder === folder) return spare;
    spare?.end();
    return new SessionWorker(addresses(), folder);
  }
}

function addresses(): Addresses {
  return {
    worker: PageConfig.getOption("factorlabWorkerUrl"),
    declarations: PageConfig.getOption("factorlabDeclarationsUrl"),
  };
}
