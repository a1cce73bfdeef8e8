import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { notebooks } from "../notebook-cells";
import { contents, KernelClient, streamText } from "./client";
import { programOf } from "./runtimes";

/** The kernel spec that `deno jupyter --install` writes, which knows only the user's own folder. */
function installDeno(environment: string): void {
  const folder = join(environment, "share", "jupyter", "kernels", "deno");
  mkdirSync(folder, { recursive: true });
  const argv = [programOf("deno"), "jupyter", "--kernel", "--conn", "{connection_file}"];
  const spec = { argv, display_name: "Deno", language: "typescript" };
  writeFileSync(join(folder, "kernel.json"), JSON.stringify(spec));
}

/** Deno takes packages by `npm:`; one that npm does not have yet is required as CommonJS. */
const notebook = pathToFileURL(join(notebooks, "any.js")).href;

describe("Deno's own Jupyter kernel", () => {
  let kernel: KernelClient;

  beforeAll(async () => {
    kernel = await KernelClient.start("deno", notebooks, installDeno);
    const answer = await kernel.execute(`
      import { createRequire } from "node:module";
      const { display, Matrix, MatrixFactorization } = createRequire(${JSON.stringify(notebook)})("factorlab");
      const fac = new MatrixFactorization([[1, 2, 3], [1, 2, 3]], 2, { seed: 10 });
      fac.trainModel({ iterations: 50 });
    `);
    expect(contents(answer, "error"), "the library is imported in Deno").toEqual([]);
  });

  afterAll(() => kernel?.close());

  test.each([
    ["a factorization", "fac", "factorization", "Matrix factorization"],
    ["a matrix", "Matrix.from([[1, 2], [3, 4]])", "matrix", "2 × 2"],
    ["a training history", "fac.history", "loss", "<img"],
  ])("shows %s as our kernel does: as html and as the view's payload", async (_, code, kind, html) => {
    const [result] = contents(await kernel.execute(code), "execute_result");
    expect(result.data["text/html"]).toContain(html);
    expect(result.data["application/vnd.factorlab.v1+json"]).toMatchObject({ version: 1, kind });
    expect(result.data["text/plain"]).not.toBe("");
  });

  test("prints the text of what the library is asked to display", async () => {
    const answer = await kernel.execute("display(Matrix.from([[1, 2], [3, 4]])); display([[1, 2]]);");
    expect(streamText(answer)).toBe("[[1 2]\n [3 4]]\n[ [ 1, 2 ] ]\n");
  });
});

describe("objects that were written for Deno's kernel", () => {
  let kernel: KernelClient;

  beforeAll(async () => {
    kernel = await KernelClient.start();
  });

  afterAll(() => kernel.close());

  test("show themselves in ours", async () => {
    const answer = await kernel.execute(`
      class Temperature {
        constructor(readonly celsius: number) {}
        [Symbol.for("Jupyter.display")]() {
          return {
            "text/plain": \`\${this.celsius} °C\`,
            "text/html": \`<b>\${this.celsius}</b> °C\`,
            "application/json": { celsius: this.celsius },
          };
        }
      }
      new Temperature(21)
    `);
    const [result] = contents(answer, "execute_result");
    expect(result.data).toEqual({
      "text/plain": "21 °C",
      "text/html": "<b>21</b> °C",
      "application/json": { celsius: 21 },
    });
  });
});
