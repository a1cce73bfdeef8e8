// Ratings from bytes: rows of digits become numbers, ids become indices, and all are sorted by user and item.
export { parseRows } from "./rows";
export { indexIds } from "./ids";
export { countBuckets, fillBuckets } from "./buckets";
export { sortBucket } from "./sort";
