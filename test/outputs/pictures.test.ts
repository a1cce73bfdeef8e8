import { describe, expect, it } from "vitest";
import { jupyterDisplay, Matrix, MatrixFactorization, TrainingHistory } from "../../src";
import { PAYLOAD_MIME } from "../../src/view";
import { toHtml, toSvg } from "../../src/outputs/drawings";
import { matrixPayload } from "../../src/payload/build";
import { lossViewPayload } from "../../src/payload/build-loss";
import type { FactorizationPayload, Payload } from "../../src/view";

const data = Array.from({ length: 6 }, () => [1, 2, 3]);
const fac = new MatrixFactorization(data, 2, { seed: 10 }).trainModel();
const bundle = fac[jupyterDisplay]();

/** The text of each table cell that holds a number, in order. */
function cells(html: string): string[] {
  return [...html.matchAll(/<td style="[^"]*background-color[^"]*">([^<]*)<\/td>/g)].map((match) => match[1]);
}

describe("every output has a fallback", () => {
  it("in text, html and svg beside the view's payload", () => {
    for (const value of [fac, fac.L, fac.history, fac.reconstruct()]) {
      const keys = Object.keys(value[jupyterDisplay]());
      expect(keys).toEqual(["text/plain", "text/html", "image/svg+xml", PAYLOAD_MIME]);
    }
  });

  it("the text shows the matrices as NumPy prints them", () => {
    expect(bundle["text/plain"]).toContain(`L·U =\n${String(fac.reconstruct())}`);
    expect(bundle["text/plain"]).toMatch(
      /^Matrix factorization: 6 × 3, 2 features, seed 10, learning rate 0.1, /,
    );
  });

  it("the html has every number of the equation in a table cell", () => {
    const html = bundle["text/html"] ?? "";
    expect(cells(html)).toHaveLength(12 + 6 + 18 + 18 + 18);
    expect(cells(html).slice(36, 39)).toEqual(["1", "2", "3"]);
  });

  it("the svg has them too, and the loss curve with a point for each loss kept", () => {
    const svg = bundle["image/svg+xml"] ?? "";
    const payload = bundle[PAYLOAD_MIME] as FactorizationPayload;
    const kept = payload.loss.values.length;
    expect(kept).toBeGreaterThan(300);
    expect(svg.match(/<rect [^>]*rx="2"/g)).toHaveLength(72);
    expect(svg.match(/<polyline points="([^"]*)"/)?.[1].split(" ")).toHaveLength(kept);
  });
});

describe("pictures are safe", () => {
  const hostile = `<img src=x onerror="alert(1)">&'</text><script>alert(2)</script>`;
  const payloads: Payload[] = [
    matrixPayload(hostile, Matrix.from(data)),
    matrixPayload(hostile, Matrix.from(Array.from({ length: 60 }, () => [1, 2]))),
    lossViewPayload([1, 2].map(() => ({ name: hostile, history: fac.history }))),
  ];

  it.each(payloads)("markup in a name is text (%#)", (payload) => {
    for (const picture of [toHtml(payload), toSvg(payload)]) {
      expect(picture).not.toMatch(/<script|<img src=x|onerror="/);
      expect(decodeURIComponent(picture)).not.toMatch(/<script|<img src=x|onerror="/);
    }
  });

  it("none holds a script, a handler, a link or an outside address", () => {
    for (const picture of [bundle["text/html"] ?? "", bundle["image/svg+xml"] ?? ""]) {
      expect(picture).not.toMatch(/<script|\son\w+=|href|<iframe|<foreignObject/i);
      expect(picture.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:/);
    }
  });
});

describe("pictures of all sizes", () => {
  it.each([
    [1, 1, 1],
    [50, 50, 2],
    [51, 3, 2],
    [3, 400, 60],
    [700, 500, 3],
  ])("%d × %d with %d features", (rows, columns, features) => {
    const big = Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => (i + j) % 5),
    );
    const shown = new MatrixFactorization(big, features, { seed: 1 })[jupyterDisplay]();
    for (const picture of [shown["text/html"] ?? "", shown["image/svg+xml"] ?? ""]) {
      // The letters of a PNG may spell anything.
      expect(picture.replace(/base64,[\w+/=]+/g, "")).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it("end the logarithmic curve before a loss of exactly zero", () => {
    const history = new TrainingHistory();
    [3, 1e-9, 0, 0].forEach((loss, iteration) => history.record(iteration, loss));
    const svg = history[jupyterDisplay]()["image/svg+xml"] ?? "";
    expect(svg).toContain("(log)");
    expect(svg.match(/<polyline points="([^"]*)"/)?.[1].split(" ")).toHaveLength(2);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it("are drawn for a constant matrix, for zeros, and for losses that reach zero", () => {
    const zero = new MatrixFactorization([[0]], 1, { init: { L: [[0]], U: [[0]] } }).trainModel({
      iterations: 3,
    });
    expect(zero.history.loss).toEqual([0, 0, 0, 0]);
    for (const value of [zero, zero.history, Matrix.from([[5, 5]])]) {
      const { "text/html": html, "image/svg+xml": svg } = value[jupyterDisplay]();
      expect(`${html}${svg}`).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});
