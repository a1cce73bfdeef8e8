import { jupyterDisplay, lossCurves, MatrixFactorization } from "factorlab";
import { PAYLOAD_MIME } from "factorlab/view";
import type { Displayable } from "factorlab";
import type { LossPayload, LossViewPayload, Payload } from "factorlab/view";

const data = Array.from({ length: 6 }, () => [1, 2, 3]);

/** The original notebook's matrix, trained as in notebook 01. */
export function trained(iterations = 700, seed = 10, learningRate = 0.1): MatrixFactorization {
  const model = new MatrixFactorization(data, 2, { seed });
  return iterations > 0 ? model.trainModel({ iterations, learningRate }) : model;
}

export function payloadOf(shown: Displayable): Payload {
  return shown[jupyterDisplay]()[PAYLOAD_MIME]!;
}

/** Six runs, with losses on held-out cells and one of each mark. */
export function sixRuns(): LossViewPayload {
  const models = [1, 2, 3, 4, 5, 6].map((seed) => trained(700, seed, 0.02 + 0.015 * seed));
  const payload = payloadOf(lossCurves(models)) as LossViewPayload;
  const [first, second, third] = payload.runs;
  const heldOut = (loss: number, k: number): number =>
    loss * 1.6 + 0.003 * (first.loss.iterations[k] / 200) ** 2;
  first.validation = { ...first.loss, values: first.loss.values.map(heldOut) };
  first.bestAt = 214;
  second.loss = head(second.loss, 300);
  second.stoppedAt = second.loss.iterations.at(-1);
  third.loss = head(third.loss, 60);
  third.divergedAt = 90;
  return payload;
}

function head({ iterations, values }: LossPayload, count: number): LossPayload {
  return { iterations: iterations.slice(0, count), values: values.slice(0, count) };
}
