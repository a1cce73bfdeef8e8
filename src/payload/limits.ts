/** More rows or columns than this cannot be told apart on a screen: larger matrices are averaged into blocks. */
export const MOST_SIDE = 300;

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
  sentenceValues: 10,
  notes: 20,
  tableRows: 1000,
  tableColumns: 40,
  mapPoints: 1000,
  planeSide: 300,
  guessSide: 100,
  sweepPoints: 50,
  pictureLeast: 8,
  pictureSide: 200,
  pictureFeatures: 50,
  paragraph: 2000,
  paragraphs: 20,
  choices: 10,
  curve: 1000,
} as const;
