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

// JupyterLab cuts a notification behind 140 characters.

export const notIsolated =
  "Cells run, but this page shares no memory with them: interrupting a busy cell loses all variables, and prompt() " +
  "cannot ask.";

export const noServiceWorker = "This browser or window forbids service workers, as private windows may.";

export const noSimd =
  "This browser lacks WebAssembly SIMD: cells run, but trainings may fail. Use a current Chrome, Edge, Firefox or Safari.";

export const nothingIsKept =
  "This browser keeps nothing for this page: changes are lost when it closes. Download what you want to keep (File, " +
  "Download).";

export const openTwice = (name: string): string =>
  `${name} is open in another tab or window as well. Close one: what is saved last wins.`;

export const storageIsFull =
  "The browser's storage for this page is full, and the file was not saved. Download it to keep it (File, Download), " +
  "then delete files that you no longer need, or empty the outputs of large notebooks.";
