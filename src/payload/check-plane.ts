import { factorization, optional, refuseMeans } from "./check-factorization";
import { count, fail, list, object, own } from "./fields";
import { LIMITS } from "./limits";
import { PAYLOAD_VERSION } from "./types";
import type { PlaneViewPayload } from "./types";

/** Checks a payload whose kind is "plane". @throws PayloadError */
export function plane(payload: object): PlaneViewPayload {
  const whole = factorization(payload);
  const { data, L } = whole;
  // Means of several rows are no arrow of any of them.
  refuseMeans(whole);
  for (const side of ["rows", "columns"] as const)
    if (data[side] > LIMITS.planeSide) fail(`data.${side}`, data[side], `at most ${LIMITS.planeSide}`);
  return {
    ...whole,
    version: PAYLOAD_VERSION,
    kind: "plane",
    features: shownFeatures(own(payload, "features"), L.columns),
    ...optional(payload, "sampleOf", (value) => {
      const source = object(value, "sampleOf");
      return {
        rows: count(own(source, "rows"), "sampleOf.rows", data.rows),
        columns: count(own(source, "columns"), "sampleOf.columns", data.columns),
      };
    }),
  };
}

/** Two features that differ, or one where there is no other. */
function shownFeatures(value: unknown, most: number): number[] {
  const features = list(value, "features", 2).map((feature, k) =>
    count(feature, `features[${k}]`, 0, most - 1),
  );
  if (features.length === 0) fail("features.length", 0, "1 or 2");
  if (features[0] === features[1]) fail("features[1]", features[1], `another than ${features[0]}`);
  return features;
}
