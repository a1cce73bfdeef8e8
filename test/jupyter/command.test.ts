import { spawn } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { isWindows, venv, venvPython } from "../../scripts/lib/paths.mjs";
import { userDataFolder } from "../../src/jupyter/command/data-folder";
import { ask } from "../../src/jupyter/command/python";
import { thisSystem } from "../../src/jupyter/command/system";
import { listing } from "../command/files";
import { KernelClient, contents, streamText } from "./client";
import { InstalledPackage, mustRun, type Ran } from "./installed-package";
import { testPackedPackage } from "./packed-package";

// npm, Python and kernels are started many times.
vi.setConfig({ testTimeout: 300_000 });

let far: InstalledPackage;

beforeAll(() => (far = new InstalledPackage()), 300_000);
afterAll(() => rmSync(far.folder, { recursive: true, force: true, maxRetries: 5 }));

/** Exit code and all that was said, for a message that shows both. */
function told({ status, stdout, stderr }: Ran): string {
  return `exit code ${status}\n${stdout}${stderr}`;
}

/** Listings, without what Python itself writes as it runs. */
function filesOf(folder: string): string[] {
  return listing(folder).filter((path) => !path.includes("__pycache__"));
}

const environments: [string, (name: string) => { prefix: string; env: NodeJS.ProcessEnv; cwd?: string }][] = [
  [
    "an active virtual environment of pip",
    (name) => {
      const prefix = far.environment(name);
      return { prefix, env: { VIRTUAL_ENV: prefix } };
    },
  ],
  [
    "an active environment of conda's layout",
    (name) => {
      const prefix = far.environment(name);
      mkdirSync(join(prefix, "conda-meta"));
      if (isWindows)
        for (const file of ["python.exe", "pyvenv.cfg"])
          cpSync(join(prefix, "Scripts", file), join(prefix, file));
      return { prefix, env: { CONDA_PREFIX: prefix } };
    },
  ],
  [
    "uv's environment .venv of the folder that one is in",
    (name) => {
      const cwd = join(far.project, name);
      mkdirSync(cwd);
      const prefix = far.environment(join("my project", name, ".venv"));
      appendFileSync(join(prefix, "pyvenv.cfg"), "uv = 0.9.1\n");
      return { prefix, env: {}, cwd };
    },
  ],
];

describe.each(environments)("in %s", (_, make) => {
  test("npx factorlab install, doctor, a cell, and uninstall work from a packed package", async () => {
    const { prefix, env, cwd } = make(`environment ${environments.findIndex(([, other]) => other === make)}`);
    const data = join(prefix, "share", "jupyter");
    const before = filesOf(prefix);
    const installed = told(far.npx(["install"], env, cwd));
    expect(installed).toContain("exit code 0");
    expect(installed).toContain(data);

    const healthy = told(far.npx(["doctor"], env, cwd));
    expect(healthy).toMatch(/^exit code 0\n/);
    expect(healthy).toMatch(/ok: the kernel answers: factorlab \d/);
    expect(healthy).toMatch(/ok: the extension factorlab-jupyterlab \S+ is enabled/);

    // The kernel must not need the folder that it was installed from.
    renameSync(join(far.project, "node_modules"), join(far.project, "moved"));
    try {
      expect(await runCell(data)).toBe("2 × 2\n");
    } finally {
      renameSync(join(far.project, "moved"), join(far.project, "node_modules"));
    }

    expect(told(far.npx(["uninstall"], env, cwd))).toContain("exit code 0");
    expect(filesOf(prefix)).toEqual(before);
  });
});

/** Imports the library and tslab in a cell, in a folder that has no node_modules near it. */
async function runCell(data: string): Promise<string> {
  const desert = join(far.folder, "desert");
  mkdirSync(desert, { recursive: true });
  const kernel = await KernelClient.start("factorlab", desert, (folder) =>
    cpSync(join(data, "kernels"), join(folder, "share", "jupyter", "kernels"), { recursive: true }),
  );
  try {
    const answer = await kernel.execute(`
      import { MatrixFactorization } from "factorlab";
      import * as tslab from "tslab";
      const fac = new MatrixFactorization([[1, 2], [2, 4]], 1, { seed: 1 });
      const { rows, columns }: { rows: number; columns: number } = fac.reconstruct();
      console.log(rows + " × " + columns + (typeof tslab.display.html === "function" ? "" : " without tslab"));
    `);
    expect(contents(answer, "error")).toEqual([]);
    expect(answer.reply?.content.status).toBe("ok");
    return streamText(answer);
  } finally {
    await kernel.close();
  }
}

describe("the packed package", () => testPackedPackage(() => far));

describe("places", () => {
  test("--user is the folder that Jupyter itself names, and nothing else is touched", () => {
    const data = far.env.JUPYTER_DATA_DIR!;
    expect(told(far.factorlab(["install", "--user"]))).toContain(data);
    expect(existsSync(join(data, "kernels", "factorlab", "kernel.json"))).toBe(true);
    expect(told(far.factorlab(["uninstall", "--user"]))).toContain("exit code 0");
    expect(existsSync(data)).toBe(false);
  });

  test.each([
    ["with nothing set", {}],
    ["with XDG_DATA_HOME", { XDG_DATA_HOME: join("/", "xdg data") }],
    ["with JUPYTER_DATA_DIR", { JUPYTER_DATA_DIR: join("/", "jupyter data") }],
  ])("our rule for it is Jupyter's own, %s", (_, extra) => {
    const rules = ["XDG_DATA_HOME", "JUPYTER_DATA_DIR", "JUPYTER_PLATFORM_DIRS"];
    const others = Object.entries(process.env).filter(([name]) => !rules.includes(name));
    const env: NodeJS.ProcessEnv = { ...Object.fromEntries(others), ...extra };
    const python = join(venv, isWindows ? "Scripts/python.exe" : "bin/python");
    const answer = ask({ source: "--python", command: [python] }, { cwd: far.folder, env });
    expect(userDataFolder({ ...thisSystem(), env })).toBe(answer?.data);
  });

  test("that hold an installation each are named, and one has to be chosen", () => {
    const prefix = far.environment("two");
    const env = { VIRTUAL_ENV: prefix };
    far.factorlab(["install", "--user"], env);
    far.factorlab(["install", "--sys-prefix"], env);
    const ran = far.factorlab(["uninstall"], env);
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain("npx factorlab uninstall --user");
    expect(ran.stderr).toContain(`npx factorlab uninstall --prefix "${prefix}"`);
    expect(far.factorlab(["uninstall", "--prefix", prefix], env).status).toBe(0);
    expect(far.factorlab(["uninstall"], env).status).toBe(0);
    expect(existsSync(far.env.JUPYTER_DATA_DIR!)).toBe(false);
  });
});

describe("mistakes", () => {
  test("a wrong option, command or prefix ends with a sentence and an exit code, not with a stack", () => {
    for (const [args, status] of [
      [["instal"], 2],
      [["install", "--usr"], 2],
      [["install", "--prefix", join(far.folder, "gone")], 1],
      [["install", "--python", join(far.folder, "gone")], 1],
      [["uninstall", "--prefix", far.folder], 1],
      [["lab", join(far.folder, "gone.ipynb")], 1],
    ] as const) {
      const ran = far.factorlab([...args]);
      expect([args, ran.status]).toEqual([args, status]);
      expect(ran.stderr).not.toMatch(/^\s+at /m);
      expect(ran.stdout).toBe("");
    }
  });

  test("a place that cannot be written is told, and nothing is left there", () => {
    const prefix = join(far.folder, "in the way");
    mkdirSync(prefix);
    writeFileSync(join(prefix, "share"), "a file");
    const ran = far.factorlab(["install", "--prefix", prefix]);
    expect(told(ran)).toMatch(/^exit code 1\n/);
    expect(ran.stderr).toMatch(/could not be installed into .*: a file is in the way/);
    expect(listing(prefix)).toEqual(["share"]);
  });

  test("packages that npm left out are named, with what to type", () => {
    const folder = join(far.project, "node_modules");
    renameSync(join(folder, "zeromq"), join(far.folder, "zeromq"));
    try {
      const ran = far.factorlab(["install", "--user"]);
      expect(ran.status).toBe(1);
      expect(ran.stderr).toMatch(/not installed: zeromq\.[\s\S]*--include=optional/);
      expect(told(far.factorlab(["doctor"]))).toMatch(
        /^exit code 1[\s\S]*WRONG: npm packages are missing: zeromq/,
      );
    } finally {
      renameSync(join(far.folder, "zeromq"), join(folder, "zeromq"));
    }
  });

  test("a kernel whose files are gone is found by doctor, and mended by install", () => {
    const prefix = far.environment("broken");
    const env = { VIRTUAL_ENV: prefix };
    far.factorlab(["install"], env);
    rmSync(join(prefix, "share", "jupyter", "factorlab"), { recursive: true });
    const ran = far.factorlab(["doctor"], env);
    expect(told(ran)).toMatch(
      /^exit code 1[\s\S]*kernel\.js, which is not there any more\s+→ npx factorlab install/,
    );
    expect(far.factorlab(["install"], env).status).toBe(0);
    expect(told(far.factorlab(["doctor"], env))).toMatch(/^exit code 0/);
  });
});

interface OpenLab {
  /** All that it has said. */
  said: () => string;
  /** Ends it as Ctrl-C does, and gives its exit code. */
  stop: () => Promise<number | null>;
}

/** Opens JupyterLab by `factorlab lab`, and waits until it serves. */
async function openLab(args: string[], env: NodeJS.ProcessEnv): Promise<OpenLab> {
  const options = ["--no-browser", "--port=0", "--allow-root", "--ServerApp.answer_yes=True"];
  const child = spawn(process.execPath, [far.main, "lab", ...args, "--", ...options], {
    ...{ cwd: far.folder, env, stdio: "pipe" },
  });
  let said = "";
  const serves = new Promise<void>((resolve) => {
    const read = (text: string): void => {
      said += text;
      if (/http:\/\/(localhost|127\.0\.0\.1):\d+\/lab/.test(said)) resolve();
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", read);
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  await Promise.race([serves, ended.then((code) => expect.fail(`it ended with ${code}\n${said}`))]);
  // It names its address before it serves there; stopped in between, Python itself would end it, with 130.
  const [address] = /http:\/\/(localhost|127\.0\.0\.1):\d+\//.exec(said)!;
  const answers = (): Promise<boolean> =>
    fetch(`${address}api`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(answers, { timeout: 30_000 }).toBe(true);
  const stop = (): Promise<number | null> => (child.kill("SIGINT"), ended);
  return { said: () => said, stop };
}

test("factorlab lab installs what is missing, opens JupyterLab, passes Ctrl-C on and ends as it ends", async () => {
  const prefix = far.environment("lab");
  const env = { ...far.env, VIRTUAL_ENV: prefix, JUPYTERLAB_DIR: join(venv, "share", "jupyter", "lab") };
  const { said, stop } = await openLab([far.project], env);
  expect(said()).toContain("The kernel is not installed yet.");
  expect(
    JSON.parse(readFileSync(join(prefix, "share/jupyter/kernels/factorlab/kernel.json"), "utf8")),
  ).toHaveProperty("argv");
  const code = await stop();
  // Without a terminal, Jupyter does not ask whether it was meant.
  if (!isWindows) expect([code, said()]).toEqual([0, said()]);
});

/** A Python without JupyterLab, alone on the PATH with the Node that runs this. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const bare = join(far.folder, "bare");
  mustRun([venvPython, "-m", "venv", "--without-pip", bare], far.folder);
  const programs = join(bare, isWindows ? "Scripts" : "bin");
  const python = join(programs, isWindows ? "python.exe" : "python");
  return {
    ...far.env,
    PATH: programs,
    FACTORLAB_PYTHON: python,
    FACTORLAB_HOME: join(far.folder, "own home"),
  };
}

test("factorlab lab with nothing else there makes an environment, once, and takes it away again", async () => {
  const env = bareEnvironment();
  const first = await openLab(["--notebooks"], env);
  expect(first.said()).toMatch(/has no JupyterLab\.\nFactorlab makes an environment of its own/);
  expect(first.said()).toContain(
    `Serving notebooks from local directory: ${join(far.folder, "factorlab-notebooks")}`,
  );
  await first.stop();
  const [name] = readdirSync(join(far.folder, "own home", "lab")).filter((each) => each.startsWith("env-"));
  expect(await runCell(join(far.folder, "own home", "lab", name, "share", "jupyter"))).toBe("2 × 2\n");

  const doctor = told(far.factorlab(["doctor"], env));
  expect(doctor).toMatch(/^exit code 0[\s\S]*found by factorlab lab[\s\S]*Nothing is wrong/);

  const second = await openLab([], env);
  expect(second.said()).not.toMatch(/environment of its own|Installing/);
  await second.stop();

  expect(told(far.factorlab(["lab", "--uninstall"], env))).toMatch(/^exit code 0/);
  expect(existsSync(join(far.folder, "own home"))).toBe(false);
  expect(existsSync(join(far.folder, "factorlab-notebooks", "01-matrix-factorization.ipynb"))).toBe(true);
});
