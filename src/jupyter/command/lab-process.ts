/** The command line of a JupyterLab that ends with the process that started it. */

/**
 * Runs JupyterLab, and a thread beside it which sees when the parent has died, be it by SIGKILL or with its terminal: the
 * server would go on serving, unseen. It first asks the server to shut down, which ends the kernels, and then insists.
 */
const program = `
import os, runpy, signal, sys, threading, time

def end_with(parent):
    while os.getppid() == parent:
        time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(2.5)
    os._exit(1)

threading.Thread(target=end_with, args=(int(sys.argv[1]),), daemon=True).start()
sys.argv[:2] = ["jupyterlab"]
runpy.run_module("jupyterlab", run_name="__main__", alter_sys=True)
`;

/**
 * The arguments with which Python runs JupyterLab. On Windows, Node's children end with it by themselves.
 * @param options JupyterLab's own.
 */
export function labArguments(
  options: readonly string[],
  platform: NodeJS.Platform = process.platform,
): string[] {
  if (platform === "win32") return ["-m", "jupyterlab", ...options];
  return ["-c", program, String(process.pid), ...options];
}
