// Times training that shows itself against training in silence: in plain Node, and in our kernel with its messages.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { jupyterEnv, root, venvPython } from "../scripts/lib/paths.mjs";
import { measure } from "./live/measure.mjs";

const GOAL = 1.03;
const require = createRequire(import.meta.url);
const { MatrixFactorization, jupyterDisplay } = require(root);

/** Makes all that a notebook would be sent, and sends it nowhere. */
const sink = { show: (progress) => JSON.stringify(progress[jupyterDisplay]()) };

/** Runs one cell in a kernel of its own and gives what it prints. */
async function inKernel(code) {
  const folder = mkdtempSync(join(tmpdir(), "factorlab bench "));
  require(join(root, "lib", "jupyter", "install.js")).installKernels(folder);
  const env = { ...jupyterEnv(folder), JUPYTER_PATH: join(folder, "share", "jupyter") };
  const client = spawn(venvPython, [join(root, "test", "jupyter", "client.py")], {
    env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const answers = createInterface({ input: client.stdout })[Symbol.asyncIterator]();
  const ask = async (id, operation, parameters) => {
    client.stdin.write(`${JSON.stringify({ id, operation, parameters })}\n`);
    const { value, done } = await answers.next();
    const reply = done ? { error: "the client ended without an answer" } : JSON.parse(value);
    if (reply.error) throw new Error(reply.error);
    return reply.value;
  };
  try {
    await ask(1, "start", { kernel: "factorlab", cwd: join(root, "notebooks") });
    const request = await ask(2, "send", { code, options: {} });
    const { messages } = await ask(3, "collect", { id: request, timeout: 600, reply: true });
    const failed = messages.find(({ msg_type: type }) => type === "error");
    if (failed) throw new Error(failed.content.traceback.join("\n"));
    const printed = messages.filter(
      ({ msg_type: type, content }) => type === "stream" && content.name === "stdout",
    );
    return printed.map(({ content }) => content.text).join("");
  } finally {
    const ended = new Promise((resolve) => client.once("exit", resolve));
    client.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(where, rows) {
  console.log(`\nLive against silent training ${where}: medians of rounds in turn`);
  console.table(rows);
  for (const { problem, "live ÷ silent": ratio } of rows) {
    if (Number(ratio) > GOAL) console.log(`Above the goal of ${GOAL}: ${problem}, ${ratio}`);
  }
}

report("in plain Node, shown to nobody", await measure(MatrixFactorization, sink));

const file = pathToFileURL(join(root, "bench", "live", "measure.mjs")).href;
const cell = `import { MatrixFactorization } from "factorlab";
const file: string = ${JSON.stringify(file)};
const { measure } = await import(file);
console.log(JSON.stringify(await measure(MatrixFactorization, true)));`;
report("in our kernel, sent to a front end", JSON.parse(await inKernel(cell)));
