/** In place of parquet-file.ts where a bundle is made for pages (scripts/lib/module-entries.mjs): these have no files. */
import type * as ParquetFile from "./parquet-file";

/** Nothing to write: whoever writes it says that there are no files. */
export const parquetPieces: typeof ParquetFile.parquetPieces = () => Promise.resolve([]);
