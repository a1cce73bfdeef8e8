import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { UsageError, parseStart } from "./arguments.mjs";
import { complain } from "./build.mjs";
import { probePort, startJupyter } from "./jupyter.mjs";
import { root } from "./paths.mjs";
import { SetupError, setUp } from "./setup.mjs";
import { isStopping, stopExit } from "./signals.mjs";

const HELP = `Sets Factorlab up and opens JupyterLab on the first notebook.

  npm start                     set up what is missing, then open JupyterLab in the browser
  npm start -- --no-browser     only print the address
  npm start -- --port 8888      serve on this port instead of a free one
  npm start -- --help           show this

FACTORLAB_PYTHON names the Python to use, where it is not the first one found.`;

/** The folder that JupyterLab shows: a newcomer wants the notebooks. */
const notebooks = join(root, "notebooks");

/**
 * The path of the notebook to open: the first chapter.
 * @param {string[]} names of the files there
 */
export function firstPage(names) {
  const first = names.filter((name) => name.endsWith(".ipynb")).sort()[0];
  return first === undefined ? "/lab" : `/lab/tree/${encodeURIComponent(first)}`;
}

/**
 * Warnings that are no news to a person: that a notebook is new to this machine stands at the foot of
 * JupyterLab's page, and Jupyter warns of its own default for each kernel.
 */
const noise = /Notebook .* is not trusted$|The websocket_ping_timeout \(\d+\) cannot be longer/;

/**
 * Lets through what a person should see of the server's log: warnings and errors with the lines that belong
 * to them.
 * @param {(text: string) => void} show
 */
export function warningsOnly(show) {
  let rest = "";
  let serious = false;
  return (/** @type {string} */ text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const level = /^\[([A-Z]) /.exec(line)?.[1];
      if (level) serious = "WEC".includes(level) && !noise.test(line);
      if (serious && line.trim() !== "") show(line);
    }
  };
}

/**
 * `npm start`.
 * @param {string[]} args
 */
export const main = (args) => openLab(args, HELP, setUp);

/**
 * Opens JupyterLab, and returns when it was shut down.
 * @param {string[]} args
 * @param {string} help
 * @param {() => Promise<void>} prepare what comes before
 */
export async function openLab(args, help, prepare) {
  try {
    const options = parseStart(args);
    if (options.help) return console.log(help);
    // Before minutes of set-up, not after them.
    await checkPort(options.port);
    await prepare();
    await serve(options);
  } catch (error) {
    complain(error);
  }
}

/** @param {number | undefined} port */
async function checkPort(port) {
  if (port === undefined || (await probePort(port)) !== null) return;
  throw new UsageError(
    `Port ${port} is taken: name another one with --port, or leave it out for a free one.`,
  );
}

/** @param {ReturnType<typeof parseStart>} options */
async function serve({ browser, port }) {
  const path = firstPage(readdirSync(notebooks));
  console.log("Starting JupyterLab …");
  const onLog = warningsOnly((line) => console.error(line));
  const server = await startJupyter({ rootDir: notebooks, port, openBrowser: browser, path, onLog }).catch(
    (error) => {
      throw new SetupError(error.message);
    },
  );
  stopExit.code = 0;
  console.log(`\nJupyterLab is ready: ${server.url}${path}?token=${server.token}`);
  console.log(`Its log is in ${relative(root, server.logFile)}. Press Ctrl-C to stop.`);
  const code = await server.ended;
  // Otherwise it was shut down from within JupyterLab, or it crashed.
  if (!isStopping() && code !== 0)
    throw new SetupError(`JupyterLab ended with exit code ${code}; see ${server.logFile}`);
  console.log("JupyterLab was shut down.");
}
