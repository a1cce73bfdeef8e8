import { createRequire } from "node:module";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { publint } from "publint";
import { expect, test } from "vitest";
import { tool } from "../../scripts/lib/paths.mjs";
import { run, type InstalledPackage } from "./installed-package";
import { engineTableText } from "../engines/text";
import { programOf } from "./runtimes";

/** What a page that trains a MatrixFactorization may load of the library: bytes, minified and gzipped. */
const LARGEST_BUNDLE = 35_000;

/** Trains, and prints the bytes of L. */
const TRAIN = `
const fac = new MatrixFactorization([[5, 4, null], [4, null, 1], [1, 2, 5]], 2, { seed: 7 });
fac.trainModel({ learningRate: 0.05, iterations: 500 });
const { buffer, byteOffset, byteLength } = fac.L.values;
const bytes = new Uint8Array(buffer, byteOffset, byteLength);
console.log(Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
`;
const IMPORTED = `import { MatrixFactorization } from "factorlab";${TRAIN}`;
const REQUIRED = `const { MatrixFactorization } = require("factorlab");${TRAIN}`;

/** Prints the formats in which a model displays itself. */
const DISPLAY = `
const fac = new MatrixFactorization([[1, 2], [3, 4]], 1, { seed: 1 });
console.log(Object.keys(fac[Symbol.for("Jupyter.display")]()).join(" "));
`;
const PAYLOAD = "application/vnd.factorlab.v1+json";
const ALL_FORMATS = `text/plain text/html image/svg+xml ${PAYLOAD}\n`;

/** Names, and which of them are another thing where they are required. */
const COMPARE = `
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const told = {};
for (const entry of ["factorlab", "factorlab/view", "factorlab/course"]) {
  const imported = await import(entry);
  const required = require(entry);
  const names = Object.keys(required);
  const missing = Object.keys(imported).filter((name) => !(name in required));
  told[entry] = { names, differ: [...missing, ...names.filter((name) => imported[name] !== required[name])] };
}
console.log(JSON.stringify(told));
`;

/** Registers the tests of what `npm pack` makes, as people install it. */
export function testPackedPackage(installed: () => InstalledPackage): void {
  const inProject = (name: string, source: string, program: string[] = [process.execPath]): string => {
    const { project, folder, env } = installed();
    const file = join(project, name);
    writeFileSync(file, source);
    // Deno keeps a cache, which is to end with the test.
    const cache = { DENO_DIR: join(folder, "deno"), DENO_NO_UPDATE_CHECK: "1" };
    const { status, stdout, stderr } = run([...program, file], project, { ...env, ...cache });
    expect([status, stderr]).toEqual([0, ""]);
    return stdout;
  };

  test("publint finds nothing on the packed package", async () => {
    const bytes = readFileSync(installed().tarball);
    const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const { messages } = await publint({ pack: { tarball } });
    expect(messages).toEqual([]);
  });

  test("its types are found by every resolution of modules that TypeScript has, the oldest included", () => {
    const attw = createRequire(tool("@arethetypeswrong", "cli", "package.json"));
    const { bin } = attw("./package.json") as { bin: { attw: string } };
    const options = ["--format=ascii", "--no-color", "--no-definitely-typed"];
    const command = [process.execPath, attw.resolve(`./${bin.attw}`), installed().tarball, ...options];
    const { status, stdout } = run(command, installed().folder);
    expect([status, stdout]).toEqual([0, expect.stringContaining("No problems found")]);
  });

  test("a class is the same one whether it is imported or required", () => {
    const told = JSON.parse(inProject("same.mjs", COMPARE));
    expect(told).toMatchObject({
      factorlab: { differ: [] },
      "factorlab/view": { differ: [] },
      "factorlab/course": { differ: [] },
    });
    expect(told.factorlab.names).toEqual(
      expect.arrayContaining(["Matrix", "MatrixFactorization", "metrics"]),
    );
    expect(told["factorlab/view"].names).toContain("checkPayload");
    expect(told["factorlab/course"].names).toContain("predict");
  });

  const deno = [programOf("deno"), "run", "--no-prompt", "--cached-only", "--node-modules-dir=manual"];
  const bun = [programOf("bun"), "--no-install", "run"];

  test("in Node, Deno and Bun, the same seed trains to the same bytes", () => {
    const bytes = inProject("train.mjs", IMPORTED);
    expect(bytes).toMatch(/^[0-9a-f]{96}\n$/);
    expect(inProject("train.cjs", REQUIRED)).toBe(bytes);
    expect(inProject("train-deno.mjs", IMPORTED, deno)).toBe(bytes);
    expect(inProject("train-bun.mjs", IMPORTED, bun)).toBe(bytes);
  });

  test("all models, splits and draws come to the same bytes in this Node, the newest one, Deno and Bun", async () => {
    const source = await engineTableText({ external: ["factorlab"] });
    const program = `${source}\nconsole.log(JSON.stringify(await engineTable()));`;
    const here = JSON.parse(inProject("table.mjs", program));
    expect(Object.keys(here).length).toBeGreaterThan(50);
    const version = inProject("version.mjs", "console.log(process.versions.node)", [programOf("node")]);
    expect(Number.parseInt(version)).toBeGreaterThanOrEqual(26);
    for (const [name, engine] of Object.entries({ node: [programOf("node")], deno, bun }))
      expect(JSON.parse(inProject(`table-${name}.mjs`, program, engine)), name).toEqual(here);
  });

  test("a bundle of MatrixFactorization alone is small, and knows nothing of Node", async () => {
    const { size, text } = await bundled(installed(), "export { MatrixFactorization } from 'factorlab';");
    const whole = await bundled(installed(), "export * from 'factorlab';");
    console.log(`MatrixFactorization in a bundle: ${size} bytes, of ${whole.size} for everything.`);
    expect(size).toBeLessThanOrEqual(LARGEST_BUNDLE);
    expect(whole.size, "what is not used is left out").toBeGreaterThan(1.5 * LARGEST_BUNDLE);
    const ofNode = /node:|worker_threads|getBuiltinModule|require\(/;
    expect(ofNode.exec(text)?.[0], "what only Node can do is left out").toBe(undefined);
    expect(text, "nor are there still pictures, as only display draws them").not.toContain("<svg");
    expect(text).toContain("MatrixFactorization");
  });

  test("a model displays itself in all forms, but for a bundle that has no display, where it is text", async () => {
    const imported = `import { MatrixFactorization } from "factorlab";${DISPLAY}`;
    expect(inProject("display.mjs", imported)).toBe(ALL_FORMATS);
    const required = `const { MatrixFactorization } = require("factorlab");${DISPLAY}`;
    expect(inProject("display.cjs", required)).toBe(ALL_FORMATS);
    const alone = await bundledInOne(installed(), imported);
    expect(inProject("display-alone.mjs", alone)).toBe("text/plain\n");
    const withDisplay = await bundledInOne(installed(), `export { display } from "factorlab";${imported}`);
    expect(inProject("display-bundled.mjs", withDisplay)).toBe(ALL_FORMATS);
  });
}

/**
 * What a browser loads at once for some code, minified, and how many bytes that are, gzipped: without the parts that are
 * imported when something needs them.
 */
async function bundled(
  { project, folder }: InstalledPackage,
  contents: string,
): Promise<{ size: number; text: string }> {
  const outdir = join(folder, "bundle");
  mkdirSync(outdir, { recursive: true });
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: project },
    absWorkingDir: project,
    ...{ bundle: true, minify: true, format: "esm", platform: "browser", write: false, outdir },
    ...{ splitting: true, metafile: true },
  });
  const entry = Object.keys(metafile.outputs).find((name) => metafile.outputs[name].entryPoint === "<stdin>");
  const loaded = new Set([entry!]);
  for (const name of loaded)
    for (const { path, kind } of metafile.outputs[name].imports)
      if (kind === "import-statement") loaded.add(path);
  const contentsOf = (name: string): Uint8Array =>
    outputFiles.find(({ path }) => path === join(project, name))!.contents;
  const parts = [...loaded].map(contentsOf);
  const size = parts.reduce((sum, part) => sum + gzipSync(part, { level: 9 }).length, 0);
  return { size, text: parts.map((part) => Buffer.from(part).toString()).join("\n") };
}

/** Some code and what it needs of the library, as one file for a browser. */
async function bundledInOne({ project }: InstalledPackage, contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: project },
    absWorkingDir: project,
    ...{ bundle: true, format: "esm", platform: "browser", write: false },
  });
  return outputFiles[0].text;
}
