import { textOfCodes } from "../lists";
import { nodeModule } from "./node";
import { onDisk } from "./on-disk";
import { readableFile } from "./regular";

/** What a file is that is no text, by its first bytes. */
export type FileKind = keyof typeof KINDS;

/** Other files, what they are called, and what to do with them. */
const KINDS = {
  gzip: { name: "a gzip file", remedy: "" },
  zip: { name: "a zip archive", remedy: "" },
  zstd: {
    name: "packed with Zstandard",
    remedy: "text, or Node 22.15 or newer, which unpacks it; zstd -d FILE unpacks it",
  },
  bzip2: { name: "packed with bzip2", remedy: "text, or gzip; bzip2 -dk FILE unpacks it" },
  xz: { name: "packed with xz", remedy: "text, or gzip; xz -dk FILE unpacks it" },
  lz4: { name: "packed with LZ4", remedy: "text, or gzip; lz4 -d FILE unpacks it" },
  "7z": { name: "a 7-Zip archive", remedy: "the file in it; 7z x FILE unpacks it" },
  rar: { name: "a RAR archive", remedy: "the file in it; unrar x FILE unpacks it" },
  tar: { name: "a tar archive", remedy: "one of the files in it; tar -xf FILE unpacks it" },
  parquet: { name: "a Parquet file", remedy: "text; await loadRatings(path) reads Parquet" },
  arrow: { name: "an Arrow file (Feather)", remedy: "text; await loadRatings(path) reads Arrow" },
  "feather v1": {
    name: "a Feather file of version 1",
    remedy: "text, Parquet or Feather of version 2, which newer programs write",
  },
  xls: { name: "an Excel file", remedy: "text; Excel saves a sheet as CSV" },
  pickle: { name: "a pickle of Python", remedy: "text or Parquet: in pandas, read_pickle(…).to_parquet(…)" },
  numpy: { name: "an array of NumPy", remedy: "text or Parquet: in NumPy, savetxt(…)" },
  matlab: { name: "a file of MATLAB", remedy: "text: in MATLAB, writematrix(…, FILE) writes CSV" },
  hdf5: { name: "an HDF5 file", remedy: "text or Parquet: in pandas, read_hdf(…).to_parquet(…)" },
  sqlite: { name: "a database of SQLite", remedy: "text; sqlite3 -csv -header FILE 'select …' writes some" },
  rdata: { name: "a file of R", remedy: "text or Parquet: in R, write.csv(…, row.names = FALSE)" },
  orc: { name: "an ORC file", remedy: "text or Parquet" },
  avro: { name: "an Avro file", remedy: "text or Parquet" },
  pdf: { name: "a PDF document", remedy: "text, such as CSV" },
  "git lfs": { name: "a pointer of Git LFS, not the file itself", remedy: "the file; git lfs pull gets it" },
  html: { name: "a page of the web, not data", remedy: "data: was a page saved that asks to log in?" },
} as const;

/** The bytes with which files begin, as text of one letter a byte, and where. */
const BEGINNINGS: readonly (readonly [kind: FileKind, bytes: string, at?: number])[] = [
  ["gzip", "\x1f\x8b"],
  ["zip", "PK\x03\x04"],
  ["zip", "PK\x05\x06"],
  ["zstd", "\x28\xb5\x2f\xfd"],
  ["xz", "\xfd7zXZ\0"],
  ["lz4", "\x04\x22\x4d\x18"],
  ["7z", "7z\xbc\xaf\x27\x1c"],
  ["rar", "Rar!\x1a\x07"],
  ["tar", "ustar", 257],
  ["parquet", "PAR1"],
  ["arrow", "ARROW1"],
  ["arrow", "\xff\xff\xff\xff"],
  ["feather v1", "FEA1"],
  ["xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
  ["numpy", "\x93NUMPY"],
  ["matlab", "MATLAB 5.0 MAT-file"],
  ["matlab", "MATLAB 7.3 MAT-file"],
  ["hdf5", "\x89HDF\r\n\x1a\n"],
  ["sqlite", "SQLite format 3\0"],
  ["rdata", "RDX2\n"],
  ["rdata", "RDX3\n"],
  ["rdata", "X\n\0\0\0"],
  ["orc", "ORC\x0a"],
  ["avro", "Obj\x01"],
  ["pdf", "%PDF-"],
  ["git lfs", "version https://git-lfs.github.com/spec/"],
];

/** What follows the level in bzip2: a block, or the end of an empty file. */
const BZIP2_BLOCKS = ["1AY&SY", "\x17rE8P\x90"];
/** What follows the version in a pickle: a frame, or the class, list, tuple or dict that it begins with. */
const PICKLED = ["\x95", "c", "(", "]", "}"];

/** So many bytes tell what a file is. */
export const FIRST_BYTES = 2 ** 16;

/** What a file is that is no text; null for text, and for what is not known. */
export function kindOfBytes(bytes: Uint8Array): FileKind | null {
  const head = textOfCodes(bytes.subarray(0, 512));
  const found = BEGINNINGS.find(([, text, at = 0]) => head.startsWith(text, at));
  if (found !== undefined) return found[0];
  if (/^BZh[1-9]/.test(head) && BZIP2_BLOCKS.includes(head.slice(4, 10))) return "bzip2";
  if (bytes[0] === 0x80 && bytes[1] >= 2 && bytes[1] <= 5 && PICKLED.includes(head[2])) return "pickle";
  return /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b/i.test(head) ? "html" : null;
}

/** What a file is, and what is expected instead, in words. */
export function describeKind(kind: FileKind): { readonly name: string; readonly remedy: string } {
  return KINDS[kind];
}

/** The first bytes of a file. @throws FileError where it cannot be read. */
export function firstBytes(path: string): Uint8Array {
  const files = nodeModule("node:fs", "reading files");
  readableFile(path);
  const file = onDisk(path, "read", () => files.openSync(path, "r"));
  try {
    const buffer = new Uint8Array(FIRST_BYTES);
    return buffer.subarray(
      0,
      onDisk(path, "read", () => files.readSync(file, buffer)),
    );
  } finally {
    files.closeSync(file);
  }
}

/** The encoding that a byte order mark tells; null where there is none, or that of UTF-8. */
export function markedEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
}

/** The encoding of UTF-16 in which every other byte of a text would be 0; null where it is not so. */
export function unmarkedEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const zeros = [0, 0];
  const length = Math.min(bytes.length, 512);
  for (let k = 0; k < length; k++) if (bytes[k] === 0) zeros[k % 2]++;
  // Nearly all letters of most texts of data are ASCII.
  const most = 0.4 * length;
  return zeros[1] > most ? "utf-16le" : zeros[0] > most ? "utf-16be" : null;
}
