/** Bounds on the size of payloads: more than the library ever writes, and few enough to draw. */
export const LIMITS = {
  values: 1_000_000,
  side: 1_000_000,
  iterations: Number.MAX_SAFE_INTEGER,
  seed: Number.MAX_SAFE_INTEGER,
  timing: 1e12,
  points: 10_000,
  runs: 50,
  stages: 1000,
  frames: 200,
  name: 80,
  cell: 200,
  notes: 20,
  tableRows: 1000,
  tableColumns: 40,
  mapPoints: 1000,
  planeSide: 300,
} as const;
