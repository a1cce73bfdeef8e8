import { createWriteStream, mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { takeLock } from "./lock.mjs";
import { home, logs, root } from "./paths.mjs";
import { run, stopAll } from "./process.mjs";
import { progress } from "./progress.mjs";
import { findPython } from "./python.mjs";
import { onStop } from "./signals.mjs";
import { fingerprint, readStamps, writeStamp } from "./state.mjs";
import { steps } from "./steps.mjs";

/** A set-up that ended early; the message is for the person. */
export class SetupError extends Error {}

/**
 * The named steps and all that they build on, in their order.
 * @param {string[]} names
 */
export function withEarlier(names) {
  const all = Object.keys(steps);
  const wanted = new Set(names);
  // Steps come after what they use, so one walk from the last to the first finds everything.
  for (const name of [...all].reverse())
    if (wanted.has(name)) steps[name].after.forEach((used) => wanted.add(used));
  return all.filter((name) => wanted.has(name));
}

/**
 * A step's stamp includes the stamps of what it builds on.
 * @param {string} name
 * @returns {string}
 */
function stampOf(name) {
  const step = steps[name];
  return fingerprint(step.stamp(), ...step.after.map(stampOf));
}

/** @param {string} name */
const isDone = (name) => readStamps()[name] === stampOf(name) && steps[name].isThere();

/**
 * Brings the named steps up to date with all that they build on; by default, what Jupyter needs, and nothing
 * that only the tests need. One process at a time in a checkout.
 * @param {string[]} [names]
 * @param {{ quiet?: boolean }} [options] `quiet` says nothing of steps that are up to date
 */
export async function setUp(names = ["jupyter"], { quiet = false } = {}) {
  const wanted = withEarlier(names);
  const forget = onStop(async () => {
    await stopAll();
    console.log("\nInterrupted. Run the same command again: it goes on with this step.");
  });
  const release = await takeLock(join(home, "lock"), (pid) =>
    console.log(`Another set-up (process ${pid}) is at work in this folder; waiting for it …`),
  );
  try {
    const python = wanted.includes("environment") && !isDone("environment") ? needPython() : [];
    for (const [index, name] of wanted.entries()) {
      if (!quiet || !isDone(name)) await bring(name, `[${index + 1}/${wanted.length}]`, python);
    }
  } finally {
    release();
    forget();
  }
}

/** Before anything else is begun: nobody should wait for minutes to hear that Python is missing. */
function needPython() {
  const answer = findPython();
  if ("complaint" in answer) throw new SetupError(answer.complaint);
  console.log(
    `Python ${answer.python.version} (${answer.python.command.join(" ")}), Node ${process.versions.node}`,
  );
  return answer.python.command;
}

/**
 * @param {string} name
 * @param {string} count
 * @param {string[]} python
 */
async function bring(name, count, python) {
  const { title, run: work } = steps[name];
  const shown = progress(`${count} ${title}`);
  if (isDone(name)) return shown.end("up to date");
  const log = openLog(name);
  const stamp = stampOf(name);
  writeStamp(name, null);
  try {
    await work(
      (command, options) => exec(command, options, (text) => (log.write(text), shown.saw(text))),
      python,
    );
  } catch (error) {
    shown.end("failed");
    throw new SetupError(failure(name, log, /** @type {Error} */ (error)));
  } finally {
    log.end();
  }
  writeStamp(name, stamp);
  shown.end();
}

/**
 * @param {string[]} command
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv } | undefined} options
 * @param {(text: string) => void} onOutput
 */
async function exec([program, ...args], options, onOutput) {
  onOutput(`$ ${[program, ...args].join(" ")}\n`);
  const code = await run(program, args, { ...options, onOutput });
  if (code !== 0) throw new Error(`ended with exit code ${code}`);
}

/** @param {string} name */
function openLog(name) {
  mkdirSync(logs, { recursive: true });
  const file = join(logs, `${name}.log`);
  const stream = createWriteStream(file);
  let tail = "";
  return {
    file,
    /** @param {string} text */
    write(text) {
      stream.write(text);
      tail = (tail + text).slice(-20_000);
    },
    last: () => tail.trimEnd().split(/\r?\n/).slice(-25).join("\n"),
    end: () => stream.end(),
  };
}

/**
 * @param {string} name
 * @param {ReturnType<typeof openLog>} log
 * @param {Error} error
 */
function failure(name, log, error) {
  const { title, advice } = steps[name];
  const lines = log.last();
  const where = relative(root, log.file);
  return `${lines}\n\n${title} failed (${error.message}). The whole output is in ${where}.\n${advice}, then run the same command again: it goes on with this step.`;
}
