import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readArguments } from "../../src/jupyter/command/arguments";
import { checkFolder, checkPlace } from "../../src/jupyter/command/check-place";
import { homeComplaint, requireHome } from "../../src/jupyter/command/home";
import { manifestFile, readManifest } from "../../src/jupyter/command/manifest";
import { putInto, type PackageSource } from "../../src/jupyter/command/put";
import { pruneEmpty } from "../../src/jupyter/command/swap";
import type { System } from "../../src/jupyter/command/system";
import { takeOut } from "../../src/jupyter/command/take-out";
import { chooseTarget, likelyTargets } from "../../src/jupyter/command/target";
import { writeFiles } from "./files";

const isWindows = process.platform === "win32";
let folder: string;
let data: string;
let source: PackageSource;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "factorlab strangers "));
  data = join(folder, "env", "share", "jupyter");
  mkdirSync(data, { recursive: true });
  writeFiles(join(folder, "node_modules"), {
    "factorlab/package.json": '{"name": "factorlab", "version": "1.0.0"}',
    "factorlab/lib/jupyter/kernel.js": "",
  });
  writeFiles(join(folder, "built"), { "package.json": "{}", "static/remote.js": "// one" });
  writeFiles(join(folder, "elsewhere"), { "precious.txt": "mine", "kernel.json": "{}" });
  source = {
    package: join(folder, "node_modules", "factorlab"),
    extension: join(folder, "built"),
    node: "/usr/bin/node",
    copy: true,
  };
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** All that is below a folder: folders, the texts of files, and where links lead. */
function picture(path: string = join(folder, "env")): unknown {
  const status = lstatSync(path);
  if (status.isSymbolicLink()) return `→ ${readlinkSync(path)}`;
  if (!status.isDirectory()) return readFileSync(path, "utf8");
  return Object.fromEntries(
    readdirSync(path)
      .sort()
      .map((name) => [name, picture(join(path, name))]),
  );
}

const kernel = "kernels/factorlab";
const extension = "labextensions/factorlab-jupyterlab";
const own = "factorlab";

const link = (path: string, to: string): void => {
  mkdirSync(join(data, path, ".."), { recursive: true });
  symlinkSync(to, join(data, path), "junction");
};

const strangers: [string, () => void][] = [
  ["somebody's kernel", () => writeFiles(data, { [`${kernel}/kernel.json`]: '{"argv":["python"]}' })],
  ["a kernel with another logo only", () => writeFiles(data, { [`${kernel}/logo-svg.svg`]: "<svg/>" })],
  [
    "somebody's extension",
    () => writeFiles(data, { [`${extension}/package.json`]: `{ "name": "another" }` }),
  ],
  ["somebody's data", () => writeFiles(data, { [`${own}/notes/today.txt`]: "mine" })],
  [
    "all three",
    () =>
      writeFiles(data, {
        [`${kernel}/kernel.json`]: "{}",
        [`${extension}/static/a.js`]: "",
        [`${own}/notes.txt`]: "mine",
      }),
  ],
  ["a hidden file", () => writeFiles(data, { [`${own}/.hidden`]: "" })],
  ["a file for the kernel's folder", () => writeFiles(data, { [kernel]: "a file" })],
  ["a file for the extension's folder", () => writeFiles(data, { [extension]: "a file" })],
  ["a file for our folder", () => writeFiles(data, { [own]: "a file" })],
  ["a link for the kernel's folder", () => link(kernel, join(folder, "elsewhere"))],
  ["a link for the extension's folder", () => link(extension, join(folder, "elsewhere"))],
  ["a link for our folder", () => link(own, join(folder, "elsewhere"))],
  ["a link that leads nowhere", () => link(kernel, join(folder, "gone"))],
  ["a link to itself", () => link(extension, join(data, extension))],
  [
    "a link in somebody's folder",
    () => {
      mkdirSync(join(data, own));
      link(`${own}/inner`, join(folder, "elsewhere"));
    },
  ],
  [
    "a link to an installation elsewhere",
    () => {
      putInto(join(folder, "other"), source);
      link(own, join(folder, "other", own));
    },
  ],
  [
    "an uninstallation that left a changed kernel",
    () => {
      putInto(data, source);
      writeFileSync(join(data, kernel, "kernel.json"), "changed");
      takeOut(data);
    },
  ],
  [
    "a manifest that is a link",
    () => {
      putInto(join(folder, "other"), source);
      link(`${own}/manifest.json`, manifestFile(join(folder, "other")));
    },
  ],
  [
    "another version's installation whose list is gone",
    () => {
      putInto(data, source);
      rmSync(manifestFile(data));
      for (const folder of [kernel, extension, own])
        writeFiles(data, { [`${folder}/package.json`]: `{ "version": "0" }` });
    },
  ],
];

describe(`${strangers.length} kinds of things in the way`, () => {
  test.each(strangers)("%s: installing stops, names it, and changes nothing", (_what, make) => {
    make();
    const before = picture(folder);
    expect(() => putInto(data, source)).toThrow(
      expect.objectContaining({
        name: "FilesError",
        argument: "folder",
        advice: [expect.stringContaining("--force") as string],
      }) as Error,
    );
    expect(picture(folder)).toEqual(before);
  });

  test.each(strangers)("%s: uninstalling touches nothing", (_what, make) => {
    make();
    const before = picture(folder);
    expect(takeOut(data)).toBeUndefined();
    expect(picture(folder)).toEqual(before);
  });

  test.each(strangers)("%s: doctor names it, with what to type", (_what, make) => {
    make();
    const findings = checkFolder(data);
    expect(findings.length).toBeGreaterThan(0);
    for (const { mark, todo } of findings)
      expect([mark, todo?.[0]]).toEqual(["bad", expect.stringContaining("install --force")]);
  });

  test.each(strangers)("%s: is moved aside with force, and is back when uninstalled", (_what, make) => {
    make();
    const before = picture(folder);
    const { aside } = putInto(data, source, true);
    expect(aside.length).toBeGreaterThan(0);
    expect(readManifest(data)).toMatchObject({ version: "1.0.0" });
    expect(checkFolder(data)).toMatchObject([{ mark: "note" }]);
    expect(takeOut(data)).toMatchObject({ changed: [], foreign: [], kept: [] });
    expect(picture(folder)).toEqual(before);
  });

  test.each(strangers)("%s: twice with force, once without, and twice uninstalled", (_what, make) => {
    make();
    const before = picture(folder);
    putInto(data, source, true);
    expect(putInto(data, source, true).aside).toEqual([]);
    putInto(data, source);
    takeOut(data);
    expect(takeOut(data)).toBeUndefined();
    expect(picture(folder)).toEqual(before);
  });

  test.each(strangers)("%s: stays in its place when installing with force fails", (_what, make) => {
    make();
    const before = picture(folder);
    symlinkSync(join(folder, "nowhere"), join(source.package, "broken"), "file");
    expect(() => putInto(data, source, true)).toThrow();
    rmSync(join(source.package, "broken"));
    expect(picture(folder)).toEqual(before);
  });
});

describe("what was moved aside twice", () => {
  test("comes back to its place, the latest first; the other stays aside and is named", () => {
    writeFiles(data, { [`${kernel}/kernel.json`]: "first" });
    putInto(data, source, true);
    rmSync(join(data, kernel), { recursive: true });
    link(kernel, join(folder, "elsewhere"));
    expect(() => putInto(data, source)).toThrow(/a link to/);
    expect(putInto(data, source, true).aside).toHaveLength(1);
    const taken = takeOut(data);
    expect(taken?.restored).toEqual([join(data, kernel)]);
    expect(readlinkSync(join(data, kernel))).toContain("elsewhere");
    expect(readFileSync(join(taken!.kept[0], "kernel.json"), "utf8")).toBe("first");
    rmSync(join(data, kernel));
    expect(takeOut(data)).toMatchObject({ version: undefined, kept: [], restored: [join(data, kernel)] });
    expect(picture(data)).toEqual({ kernels: { factorlab: { "kernel.json": "first" } } });
  });
});

const additions: [string, string, string][] = [
  ["a file beside the kernel", `${kernel}/logo-64x64.png`, "mine"],
  ["a file in a folder of its own", `${kernel}/more/deep.txt`, "mine"],
  ["a file in the package's copy", `${own}/node_modules/factorlab/patch.js`, "mine"],
  ["a hidden file", `${extension}/.hidden`, "mine"],
];

describe(`${additions.length} kinds of files that a person added`, () => {
  test.each(additions)("%s: installing keeps it, uninstalling leaves and names it", (_what, path, text) => {
    putInto(data, source);
    writeFiles(data, { [path]: text });
    putInto(data, source);
    putInto(data, source, true);
    expect(readFileSync(join(data, path), "utf8")).toBe(text);
    expect(takeOut(data)?.foreign).toEqual([join(data, path)]);
    expect(readFileSync(join(data, path), "utf8")).toBe(text);
  });

  test("a link that leads elsewhere is kept as it is", () => {
    putInto(data, source);
    link(`${extension}/theirs`, join(folder, "elsewhere"));
    putInto(data, source);
    expect(takeOut(data)?.foreign).toEqual([join(data, extension, "theirs")]);
    expect(readlinkSync(join(data, extension, "theirs"))).toContain("elsewhere");
    expect(existsSync(join(folder, "elsewhere", "precious.txt"))).toBe(true);
  });

  test("a link in place of one of our files is not deleted through", () => {
    putInto(data, source);
    const file = join(data, kernel, "kernel.json");
    rmSync(file);
    symlinkSync(join(folder, "elsewhere", "kernel.json"), file);
    putInto(data, source);
    expect(readlinkSync(`${file}.changed`)).toContain("elsewhere");
    expect(takeOut(data)?.foreign).toEqual([`${file}.changed`]);
    expect(readFileSync(join(folder, "elsewhere", "kernel.json"), "utf8")).toBe("{}");
  });

  test("a file of ours that was changed is replaced, and its text kept, each time", () => {
    putInto(data, source);
    for (const text of ["one", "two", "three"]) {
      writeFileSync(join(data, kernel, "kernel.json"), text);
      expect(putInto(data, source).overwritten).toEqual([join(data, kernel, "kernel.json")]);
    }
    const texts = ["kernel.json.changed", "kernel.json.changed-2", "kernel.json.changed-3"].map((name) =>
      readFileSync(join(data, kernel, name), "utf8"),
    );
    expect(texts).toEqual(["one", "two", "three"]);
    expect(takeOut(data)?.foreign).toHaveLength(3);
  });
});

test("an installation of the version before is brought up to date and taken out without force", () => {
  putInto(data, source);
  const { format, files, folders } = readManifest(data)!;
  writeFileSync(manifestFile(data), JSON.stringify({ format, version: "0.0.9", files, folders }));
  expect(putInto(data, source)).toMatchObject({ before: "0.0.9", overwritten: [], aside: [] });
  writeFileSync(manifestFile(data), JSON.stringify({ format, version: "0.0.9", files, folders }));
  expect(takeOut(data)).toMatchObject({ version: "0.0.9", changed: [], foreign: [] });
  expect(picture(data)).toEqual({});
});

test("where only the list is lost, and all files are as they would be written, they are written again", () => {
  putInto(data, source);
  const before = readManifest(data)?.files;
  rmSync(manifestFile(data));
  expect(putInto(data, source).aside).toEqual([]);
  expect(readManifest(data)?.files).toEqual(before);
});

test("a broken list stops an installation; with force everything is moved aside", () => {
  putInto(data, source);
  writeFiles(data, {
    [`${kernel}/kernel.json`]: "{}",
    [`${extension}/package.json`]: `{ "name": "another" }`,
  });
  writeFileSync(manifestFile(data), "{");
  const before = picture();
  expect(() => putInto(data, source)).toThrow(/broken/);
  expect(picture()).toEqual(before);
  expect(putInto(data, source, true).aside).toHaveLength(3);
  expect(() => takeOut(data)).not.toThrow();
  expect(picture()).toEqual(before);
});

describe("where nothing can be written", () => {
  // Permissions do not stop an administrator; a file in the place of a folder does.
  const isPrivileged = isWindows || process.getuid?.() === 0;

  test.each(["kernels", "labextensions", "."])("at %s nothing changes", (path) => {
    const place = join(data, path);
    rmSync(place, { recursive: true, force: true });
    if (isPrivileged) writeFileSync(place, "mine");
    else mkdirSync(place, { recursive: true, mode: 0o500 });
    const before = picture(folder);
    try {
      expect(() => putInto(data, source, true)).toThrow(
        expect.objectContaining({
          name: "FilesError",
          actual: expect.stringMatching(isPrivileged ? /^(EEXIST|ENOTDIR)$/ : /^EACCES$/) as string,
        }) as Error,
      );
      expect(picture(folder)).toEqual(before);
    } finally {
      chmodSync(place, 0o700);
    }
  });
});

/** Runs the built command's parts in a process of their own, which is killed when a file system call has been counted. */
function killedAfter(calls: number, action: string): Promise<void> {
  const script = `
    const fs = require("node:fs");
    let left = ${calls};
    for (const name of ["renameSync", "rmSync", "mkdirSync", "writeFileSync", "cpSync", "rmdirSync"]) {
      const original = fs[name];
      fs[name] = (...parameters) => {
        if (left-- === 0) process.kill(process.pid, "SIGKILL");
        return original(...parameters);
      };
    }
    const library = ${JSON.stringify(join(import.meta.dirname, "../../lib/jupyter/command"))};
    const { putInto } = require(library + "/put.js");
    const { takeOut } = require(library + "/take-out.js");
    const source = ${JSON.stringify(source)};
    const data = ${JSON.stringify(data)};
    ${action};
  `;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "ignore", "inherit"] });
    child.once("error", reject);
    child.once("close", () => resolve());
  });
}

describe.skipIf(isWindows)("broken off by SIGKILL at every change of a file", () => {
  const rounds = Array.from({ length: 24 }, (_, index) => index);

  test.each(["a first installation", "an update"])(
    "%s: the next goes on, and all goes out again",
    async (what) => {
      const before = picture();
      for (const calls of rounds) {
        if (what === "an update") putInto(data, source);
        await killedAfter(calls, "putInto(data, source)");
        putInto(data, source);
        expect(takeOut(data)).toMatchObject({ changed: [], foreign: [], kept: [] });
        // One that is broken off as it makes the first folders leaves them, empty.
        pruneEmpty(data);
        mkdirSync(data, { recursive: true });
        expect([calls, picture()]).toEqual([calls, before]);
      }
    },
    60_000,
  );

  test("an installation with force: a stranger's files are never lost", async () => {
    strangers.find(([what]) => what === "all three")![1]();
    const before = picture();
    for (const calls of rounds) {
      await killedAfter(calls, "putInto(data, source, true)");
      if (calls % 2 === 0) putInto(data, source, true);
      takeOut(data);
      expect([calls, picture()]).toEqual([calls, before]);
    }
  }, 60_000);

  test("an uninstallation goes on", async () => {
    strangers.find(([what]) => what === "all three")![1]();
    const before = picture();
    for (const calls of rounds) {
      putInto(data, source, true);
      await killedAfter(calls, "takeOut(data)");
      takeOut(data);
      expect([calls, picture()]).toEqual([calls, before]);
    }
  }, 60_000);

  test("an update of an installation with a person's files loses none of them", async () => {
    for (const calls of rounds) {
      putInto(data, source);
      writeFiles(data, { [`${kernel}/mine.txt`]: "mine", [`${kernel}/kernel.json`]: "changed" });
      await killedAfter(calls, "putInto(data, source)");
      putInto(data, source);
      expect([calls, readFileSync(join(data, kernel, "mine.txt"), "utf8")]).toEqual([calls, "mine"]);
      expect([calls, readFileSync(join(data, kernel, "kernel.json.changed"), "utf8")]).toEqual([
        calls,
        "changed",
      ]);
      takeOut(data);
      rmSync(data, { recursive: true });
      mkdirSync(data, { recursive: true });
    }
  }, 60_000);
});

const linux: System = { platform: "linux", env: {}, home: "/home/ada", cwd: "/work" };
const windows: System = { platform: "win32", env: {}, home: "C:\\Users\\ada", cwd: "C:\\work" };
const mac: System = { ...linux, platform: "darwin" };

const wrongHomes: [string, System, string][] = [
  ["HOME is empty", { ...linux, home: "" }, "HOME"],
  ["HOME is relative", { ...linux, home: "ada" }, "HOME"],
  ["HOME is a dot", { ...linux, home: "." }, "HOME"],
  ["HOME is a tilde", { ...linux, home: "~" }, "HOME"],
  ["HOME is the root", { ...linux, home: "/" }, "HOME"],
  ["HOME is empty on a Mac", { ...mac, home: "" }, "HOME"],
  ["HOME is empty on a Mac that has XDG's", { ...mac, home: "", env: { XDG_DATA_HOME: "/x" } }, "HOME"],
  ["HOME is empty, and XDG's too", { ...linux, home: "", env: { XDG_DATA_HOME: "" } }, "HOME"],
  ["XDG_DATA_HOME is relative", { ...linux, env: { XDG_DATA_HOME: "share" } }, "XDG_DATA_HOME"],
  ["JUPYTER_DATA_DIR is relative", { ...linux, env: { JUPYTER_DATA_DIR: "data" } }, "JUPYTER_DATA_DIR"],
  ["JUPYTER_DATA_DIR is empty, HOME too", { ...linux, home: "", env: { JUPYTER_DATA_DIR: "" } }, "HOME"],
  ["USERPROFILE is empty", { ...windows, home: "" }, "USERPROFILE"],
  ["USERPROFILE is a disk", { ...windows, home: "C:\\" }, "USERPROFILE"],
  ["APPDATA is relative", { ...windows, env: { APPDATA: "Roaming" } }, "APPDATA"],
  ["JUPYTER_CONFIG_DIR is relative", { ...windows, env: { JUPYTER_CONFIG_DIR: "c" } }, "JUPYTER_CONFIG_DIR"],
];

const rightHomes: [string, System][] = [
  ["HOME is a folder", linux],
  ["HOME is empty, and XDG_DATA_HOME is not", { ...linux, home: "", env: { XDG_DATA_HOME: "/x" } }],
  ["HOME is empty, and JUPYTER_DATA_DIR is not", { ...linux, home: "", env: { JUPYTER_DATA_DIR: "/d" } }],
  ["JUPYTER_DATA_DIR is empty", { ...linux, env: { JUPYTER_DATA_DIR: "" } }],
  ["APPDATA is a folder", { ...windows, home: "", env: { APPDATA: "C:\\Users\\ada\\AppData\\Roaming" } }],
];

describe("the user's own folder", () => {
  test.each(wrongHomes)("is refused where %s", (_what, system, argument) => {
    expect(() => chooseTarget({ user: true }, undefined, system)).toThrow(
      expect.objectContaining({ name: "CommandError", argument }) as Error,
    );
    expect(checkPlace(undefined, undefined, system)).toMatchObject([{ mark: "bad" }]);
    // Uninstalling still looks into environments, and into no folder relative to where one is.
    expect(likelyTargets([], system)).toEqual([]);
  });

  test.each(rightHomes)("is known where %s", (_what, system) => {
    expect(homeComplaint(system)).toBeUndefined();
    expect(chooseTarget({ user: true }, undefined, system).option).toBe("--user");
  });

  test("must be a folder before anything is made in it", () => {
    const system: System = { ...linux, platform: process.platform, env: {} };
    writeFileSync(join(folder, "file"), "");
    for (const home of [join(folder, "file"), join(folder, "gone")])
      expect(() => requireHome({ option: "--user" }, { ...system, home })).toThrow(/is not a folder/);
    expect(() => requireHome({ option: "--user" }, { ...system, home: folder })).not.toThrow();
    expect(() => requireHome({ option: "--prefix x" }, { ...system, home: "" })).not.toThrow();
  });
});

test("--force is an option of install alone", () => {
  expect(readArguments(["install", "--force", "--user"])).toMatchObject({
    place: { force: true, user: true },
  });
  for (const command of ["uninstall", "doctor", "lab"])
    expect(() => readArguments([command, "--force"])).toThrow(/has no option --force/);
});

test("a moved environment brings back what was aside in it", () => {
  writeFiles(data, { [`${own}/notes.txt`]: "mine" });
  putInto(data, source, true);
  renameSync(join(folder, "env"), join(folder, "moved"));
  const moved = join(folder, "moved", "share", "jupyter");
  expect(takeOut(moved)?.restored).toEqual([join(moved, own)]);
  expect(picture(moved)).toEqual({ factorlab: { "notes.txt": "mine" } });
});
