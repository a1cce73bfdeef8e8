import type { Payload } from "factorlab/view";

/** The name of an exported file, without its extension: the matrix's name, or the kind of the payload. */
export function fileName(payload: Payload): string {
  if (payload.kind !== "matrix") return payload.kind;
  const safe = payload.name.replace(/[^\p{L}\p{N}_·-]+/gu, "-").replace(/^-+|-+$/g, "");
  return safe === "" ? "matrix" : safe;
}
