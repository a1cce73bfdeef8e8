import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parts } from "../../scripts/lib/parts.mjs";
import { readFile } from "../../scripts/lib/metadata.mjs";
import { root } from "../../scripts/lib/paths.mjs";

interface Step {
  uses?: string;
  run?: string;
}
interface Job {
  steps?: Step[];
  uses?: string;
  permissions?: Record<string, string>;
  strategy?: { matrix: { os: string[]; node: string[]; include: { node: string; python: string }[] } };
}
interface Workflow {
  permissions: Record<string, string>;
  concurrency: object;
  jobs: Record<string, Job>;
}

const folder = ".github/workflows";
const names = readdirSync(join(root, folder));
const read = (name: string): Workflow => parse(readFile(`${folder}/${name}`));
const workflows = names.map((name) => ({ name, workflow: read(name) }));
const jobs = workflows.flatMap(({ workflow }) => Object.values(workflow.jobs));
const steps = jobs.flatMap((job) => job.steps ?? []);
const scripts = Object.keys(JSON.parse(readFile("package.json")).scripts);

/** The commands of the form `npm run X`, `npm start` and `npm test` that a text names. */
function named(text: string): string[] {
  const run = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script);
  const short = [...text.matchAll(/npm (start|test)\b/g)].map(([, script]) => script);
  return [...run, ...short];
}

describe("the tests on GitHub", () => {
  const { os, node, include } = read("ci.yml").jobs.test.strategy!.matrix;

  it("meet Linux, macOS and Windows, each with Node 20, 22 and 24 and Python 3.10 and 3.14", () => {
    expect(os).toEqual(["ubuntu-latest", "macos-latest", "windows-latest"]);
    expect(node).toEqual(["20", "22", "24"]);
    // Every entry names a Node alone, so that each system gets it.
    expect(include.map((entry) => entry.node)).toEqual(node);
    expect(include.every((entry) => Object.keys(entry).length === 2)).toBe(true);
    expect([...new Set(include.map(({ python }) => python))]).toEqual(["3.10", "3.14"]);
  });

  it("are `.ci/run` on Linux, and parts that exist elsewhere", () => {
    const runs = steps.map(({ run }) => run ?? "");
    expect(runs).toContain(".ci/run");
    expect(existsSync(join(root, ".ci/run"))).toBe(true);
    const chosen = runs.flatMap((run) => /^npm test -- (.*)$/.exec(run)?.[1].split(" ") ?? []);
    expect(chosen).toEqual(["unit", "kernel", "conformance"]);
    expect(Object.keys(parts)).toEqual(expect.arrayContaining(chosen));
  });
});

describe("every workflow", () => {
  it.each(workflows)(
    "$name may only read, unless one job says more, and never runs twice",
    ({ workflow }) => {
      expect(workflow.permissions).toEqual({ contents: "read" });
      expect(workflow.concurrency).toBeDefined();
    },
  );

  it("uses actions by their major version", () => {
    const used = [...steps, ...jobs].flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used)
      expect(action).toMatch(/^actions\/[\w-]+@v\d+$|^\.\/\.github\/workflows\/\S+$/);
  });

  it("puts nothing of a stranger's into a shell", () => {
    for (const { run } of steps) expect(run ?? "").not.toContain("${{");
  });
});

it("only the job that publishes may sign, and only the one that announces may write", () => {
  const { jobs: release } = read("release.yml");
  const more = Object.entries(release).filter(([, { permissions }]) => permissions);
  expect(Object.fromEntries(more.map(([name, { permissions }]) => [name, permissions]))).toEqual({
    publish: { contents: "read", "id-token": "write" },
    announce: { contents: "write" },
  });
});

describe("the site on GitHub Pages", () => {
  const { build, deploy } = read("site.yml").jobs;

  it("is built for the address that it gets", () => {
    expect(build.steps!.map(({ run }) => run)).toContain('npm run site -- --base "$BASE"');
  });

  it("is published by a job of its own, which may do that and nothing else", () => {
    expect(build.permissions).toEqual({ contents: "read", pages: "read" });
    expect(deploy.permissions).toEqual({ pages: "write", "id-token": "write" });
    expect(deploy.steps!.map(({ run }) => run)).toEqual([undefined]);
  });
});

it("the readers of YAML on GitHub get YAML", () => {
  const forms = readdirSync(join(root, ".github/ISSUE_TEMPLATE")).map(
    (name) => `.github/ISSUE_TEMPLATE/${name}`,
  );
  for (const file of [...forms, ".github/dependabot.yml", "CITATION.cff"])
    expect(parse(readFile(file))).toBeTypeOf("object");
});

const telling = ["README.md", "CONTRIBUTING.md", ".github/pull_request_template.md"];
it.each([...telling, ...names.map((name) => `${folder}/${name}`)])(
  "%s names npm scripts that exist",
  (file) => {
    expect(scripts).toEqual(expect.arrayContaining(named(readFile(file))));
  },
);
