/** What the kernel in the page tells a person. */

export const lostVariables = {
  ename: "KeyboardInterrupt",
  evalue:
    "the cell was interrupted, and all variables are lost: this page shares no memory with the worker in which cells " +
    "run, so that the worker had to be ended. Run the cells above again.",
};

export const notLoaded = {
  ename: "KernelError",
  evalue: "TypeScript could not be loaded; look whether the network is there, and reload the page",
};

export const notStopped = "this code cannot be interrupted where it is; restarting the kernel ends it\n";

export const notIsolated =
  "Cells run, but this page shares no memory with them: interrupting a busy cell loses all variables, and prompt() " +
  "cannot ask.";

export const noServiceWorker =
  "This browser, or this window, does not allow service workers, which some private windows forbid.";

export const noSimd =
  "This browser lacks WebAssembly SIMD, in which the models are trained. Cells run, but a training may fail: use a " +
  "current Chrome, Edge, Firefox or Safari.";

export const nothingIsKept =
  "This browser keeps nothing for this page, as in some private windows: what you change is lost when you close or " +
  "reload it. Download a notebook to keep it (File, Download).";

export const storageIsFull =
  "The browser's storage for this page is full, and the file was not saved. Download it to keep it (File, Download), " +
  "then delete files that you no longer need, or empty the outputs of large notebooks.";

export const openTwice = (name: string): string =>
  `${name} is open in another tab or window as well. Each has a kernel of its own; close one of them, since the one ` +
  "that saves last wins.";
