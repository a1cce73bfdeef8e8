import { platform } from "../platform/platform";
import { briefInspection } from "../text/inspect-value";
import { wellFormed } from "../text/well-formed";

/** The representations of one output by MIME type, safe to write as JSON. */
export type JsonBundle = Record<string, unknown>;

const mimeType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(;.*)?$/;

/**
 * Checks a MIME bundle and makes its values plain JSON; bytes become base64.
 * @param source The origin of the bundle, for the error's text.
 * @throws TypeError when it is not a bundle, or a value cannot be written as JSON.
 */
export function readBundle(bundle: unknown, source: string): JsonBundle {
  const problem = bundleProblem(bundle);
  if (problem !== undefined) {
    throw new TypeError(
      `${source} ${problem}; expected an object of MIME types such as { "text/plain": "…" }`,
    );
  }
  const plain: JsonBundle = {};
  for (const [type, value] of Object.entries(bundle as object)) plain[type] = readValue(type, value, source);
  return plain;
}

function bundleProblem(bundle: unknown): string | undefined {
  if (typeof bundle !== "object" || bundle === null || Array.isArray(bundle)) {
    return `gave ${briefInspection(bundle)}`;
  }
  const keys = Object.keys(bundle);
  if (keys.length === 0) return "gave an object without a MIME type";
  const wrong = keys.find((key) => !mimeType.test(key));
  return wrong === undefined ? undefined : `gave the key ${JSON.stringify(wrong)}, which is no MIME type`;
}

function readValue(type: string, value: unknown, source: string): unknown {
  if (typeof value === "string") return wellFormed(value);
  if (platform.values.isUint8Array(value)) return platform.values.base64(value);
  let json: string | undefined;
  try {
    json = JSON.stringify(value);
  } catch (error) {
    throw new TypeError(`${source} gave a value for ${type} that cannot be written as JSON`, {
      cause: error,
    });
  }
  if (json === undefined) throw new TypeError(`${source} gave ${briefInspection(value)} for ${type}`);
  return JSON.parse(json) as unknown;
}
