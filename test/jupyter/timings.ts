import { PAYLOAD_MIME } from "../../src/view";
import type { TrainingPayload } from "../../src/view";
import { fullDrawing } from "../../src/outputs/full-drawing";
import { drawWith, makeBundle } from "../../src/outputs/make-bundle";
import { trainingLine } from "../../src/outputs/progress";

type Bundle = Readonly<Record<string, unknown>>;

// As the module of `display` does it; this one is also bundled for pages, which leave a mere import out.
drawWith(fullDrawing);

const noTiming = { seconds: 0, iterationsPerSecond: null, secondsLeft: null };

/** Every form of a training's output, made of its payload. */
function remade(payload: TrainingPayload): Bundle {
  return { ...makeBundle(payload, trainingLine(payload)) };
}

/**
 * A training's output as it is but for what a clock measured, which differs from run to run: that stands in the
 * payload's `timing`, and the other forms are made of the payload, which is checked. Any other output as it is.
 * @throws Error if another form of it is not what its payload makes.
 */
export function withoutTimings(bundle: Bundle): Bundle {
  const payload = bundle[PAYLOAD_MIME] as TrainingPayload | undefined;
  if (payload?.kind !== "training") return bundle;
  const expected = remade(payload);
  for (const type of new Set([...Object.keys(bundle), ...Object.keys(expected)])) {
    if (type !== PAYLOAD_MIME && bundle[type] !== expected[type])
      throw new Error(`a training's ${type} is not what its payload makes`);
  }
  return remade({ ...payload, timing: noTiming });
}

/** The same for html alone, where all that a clock measured stands in `time` elements. */
export function htmlWithoutTimings(html: string): string {
  return html.replace(/<time>[^<]*<\/time>/g, "<time></time>");
}
