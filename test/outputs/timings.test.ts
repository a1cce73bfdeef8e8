import { describe, expect, it } from "vitest";
import { jupyterDisplay, MatrixFactorization } from "../../src";
import { PAYLOAD_MIME } from "../../src/view";
import type { MimeBundle, TrainingProgress } from "../../src";
import type { TrainingPayload } from "../../src/view";
import { htmlWithoutTimings, withoutTimings } from "../jupyter/timings";

const data = Array.from({ length: 6 }, () => [1, 2, 3]);

/** The last output of a training, as a notebook keeps it. */
async function outputOf(iterations: number): Promise<MimeBundle> {
  let last: TrainingProgress | undefined;
  const fac = new MatrixFactorization(data, 2, { seed: 10 });
  await fac.train({ iterations, onProgress: (progress) => (last = progress) });
  return last![jupyterDisplay]();
}

function slower(bundle: MimeBundle): MimeBundle {
  const payload = bundle[PAYLOAD_MIME] as TrainingPayload;
  return { ...bundle, [PAYLOAD_MIME]: { ...payload, timing: { ...payload.timing, seconds: 99 } } };
}

describe("the comparison of notebooks leaves the measured times out of a training", () => {
  it("leaves out nothing else", async () => {
    const [one, again, other] = [await outputOf(500), await outputOf(500), await outputOf(501)];
    expect(withoutTimings({ ...one })).toEqual(withoutTimings({ ...again }));
    expect(withoutTimings({ ...one })).not.toEqual(withoutTimings({ ...other }));
    const [html, sameHtml, otherHtml] = [one, again, other].map((bundle) =>
      htmlWithoutTimings(bundle["text/html"] ?? ""),
    );
    expect(sameHtml).toBe(html);
    expect(otherHtml).not.toBe(html);
  });

  it("refuses forms that do not belong to their payload", async () => {
    const output = await outputOf(5);
    expect(() => withoutTimings({ ...slower(output) })).toThrow("text/plain is not what its payload makes");
    expect(() => withoutTimings({ ...output, "text/html": "<b>done</b>" })).toThrow("text/html is not");
  });

  it("does not change any other output", () => {
    const bundle = { "text/plain": "12 ms", "text/html": "<time>12 ms</time>" };
    expect(withoutTimings(bundle)).toBe(bundle);
  });
});
