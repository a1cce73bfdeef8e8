import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root, venvPython } from "../../scripts/lib/paths.mjs";
import { tree } from "../../scripts/lib/process.mjs";
import { send } from "../../scripts/lib/signals.mjs";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "factorlab serving "));
  const library = (path: string): string => JSON.stringify(pathToFileURL(join(root, path)).href);
  writeFileSync(
    join(folder, "start.mjs"),
    `import { startJupyter } from ${library("scripts/lib/jupyter.mjs")};
    const server = await startJupyter({ rootDir: ${JSON.stringify(folder)}, isolateDir: ${JSON.stringify(join(folder, "own"))} });
    console.log(JSON.stringify({ node: process.pid, url: server.url, token: server.token }));
    process.exit(await server.ended);`,
  );
  writeFileSync(
    join(folder, "lab.mjs"),
    `import { probePort } from ${library("scripts/lib/jupyter.mjs")};
    import { runOnTerminal } from ${library("lib/jupyter/command/lab.js")};
    import { labArguments } from ${library("lib/jupyter/command/lab-process.js")};
    const port = await probePort(0);
    const options = ["--ServerApp.ip=127.0.0.1", "--ServerApp.port=" + port, "--no-browser", "--allow-root"];
    process.env.JUPYTER_TOKEN = "secret";
    console.log(JSON.stringify({ node: process.pid, url: "http://127.0.0.1:" + port, token: "secret" }));
    process.exit(await runOnTerminal(${JSON.stringify(venvPython)}, labArguments(options), ${JSON.stringify(folder)}));`,
  );
  // Stands for npm, which starts the script in a shell and waits for it.
  writeFileSync(
    join(folder, "npm.mjs"),
    `import { spawn } from "node:child_process";
    const env = { ...process.env, npm_lifecycle_event: "start", npm_command: "exec" };
    const child = spawn("sh", ["-c", '"$0" "$@"; exit $?', process.execPath, ...process.argv.slice(2)], { stdio: "inherit", env });
    for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.on("exit", () => process.exit());`,
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Served {
  node: number;
  url: string;
  token: string;
}

/** Starts a server below a process that stands for npm, and a kernel in it. */
async function serve(script: string): Promise<Served & { npm: number; all: number[] }> {
  const args = [join(folder, "npm.mjs"), join(folder, script)];
  const npm: ChildProcess = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  const served = await new Promise<Served>((resolve) =>
    createInterface({ input: npm.stdout! }).on("line", (line) => {
      if (line.startsWith("{")) resolve(JSON.parse(line) as Served);
    }),
  );
  const ask = (path: string, method = "GET", body?: string): Promise<Response | undefined> =>
    fetch(`${served.url}/api/${path}`, {
      ...{ method, body },
      headers: { Authorization: `token ${served.token}` },
    }).catch(() => undefined);
  await expect.poll(async () => (await ask("status"))?.ok, { timeout: 60_000 }).toBe(true);
  const kernel = await ask("kernels", "POST", JSON.stringify({ name: "factorlab" }));
  expect(kernel?.status).toBe(201);
  await expect.poll(() => tree(npm.pid!).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(4);
  return { ...served, npm: npm.pid!, all: tree(npm.pid!) };
}

type Name = "npm" | "node";
const kinds: [string, [Name, NodeJS.Signals][]][] = [
  ["start.mjs", [["node", "SIGKILL"]]],
  ["start.mjs", [["npm", "SIGKILL"]]],
  [
    "start.mjs",
    [
      ["npm", "SIGKILL"],
      ["node", "SIGKILL"],
    ],
  ],
  ["start.mjs", [["node", "SIGHUP"]]],
  ["start.mjs", [["npm", "SIGTERM"]]],
  ["lab.mjs", [["node", "SIGKILL"]]],
  ["lab.mjs", [["npm", "SIGKILL"]]],
];

describe.skipIf(process.platform === "win32")(`${kinds.length} ways in which a start is ended`, () => {
  test.each(kinds)("%s after %j: no server and no kernel is left within 5 s", async (script, signals) => {
    const served = await serve(script);
    for (const [name, signal] of signals) process.kill(served[name], signal);
    const begun = performance.now();
    await expect
      .poll(() => served.all.filter((pid) => send(pid, 0)), { timeout: 10_000, interval: 50 })
      .toEqual([]);
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(await fetch(served.url).catch(() => "refused")).toBe("refused");
  });
});
