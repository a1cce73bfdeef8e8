import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { CommandError } from "../../src/jupyter/command/errors";
import { lab, runOnTerminal } from "../../src/jupyter/command/lab";
import { thisSystem } from "../../src/jupyter/command/system";
import { Terminal } from "../../src/jupyter/command/terminal";

// Each starts a Node or two, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const command = join(import.meta.dirname, "../../lib/jupyter/command/lab.js");

test("a program's exit code is passed on", async () => {
  expect(await runOnTerminal(process.execPath, ["-e", "process.exit(3)"], process.cwd())).toBe(3);
});

test.skipIf(process.platform === "win32")(
  "a program that a signal ends gives 128 and the signal's number",
  async () => {
    expect(
      await runOnTerminal(process.execPath, ["-e", "process.kill(process.pid, 'SIGKILL')"], process.cwd()),
    ).toBe(137);
  },
);

// Windows has no signals that a program could take.
test.skipIf(process.platform === "win32").each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s is passed on, and the program's end waited for",
  async (signal) => {
    const inner = `process.on("${signal}", () => process.exit(7)); console.log("ready"); setInterval(() => {}, 1000);`;
    const outer = `require(${JSON.stringify(command)}).runOnTerminal(process.execPath, ["-e", ${JSON.stringify(inner)}], ".").then((code) => process.exit(code));`;
    const child = spawn(process.execPath, ["-e", outer], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => child.once("close", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill(signal);
    expect(await ended).toBe(7);
  },
);

test("a Python without JupyterLab is reported, with what to type", async () => {
  const terminal = new Terminal({ write: () => true }, { write: () => true }, {});
  const system = { ...thisSystem(), env: { PATH: "" } };
  const error = await lab({ rest: [] }, terminal, system).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CommandError);
  expect((error as CommandError).message).toBe("No Python was found, so there is no JupyterLab.");
  expect((error as CommandError).advice.join("\n")).toContain("uv tool install jupyterlab");
});
