import { brotliCompressSync, gzipSync } from "node:zlib";
import { ADA_AND_BEN, NUMBERED } from "./form";
import type { FileForm } from "./form";
import { zipOf } from "./zip-of";

const csv = "user,item,rating\nAda,Alien,5\nBen,Alien,4\n";
const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

/** Formats that are known by their first bytes or lines. */
export const KNOWN: readonly FileForm[] = [
  {
    name: "blocks of the Netflix Prize",
    file: "combined_data_1.txt",
    content: "7:\n1,5,2005-09-06\n2,4,2005-09-07\n8:\n1,3,2005-09-06\n",
    read: [
      ["1", "7", 5, 1125964800],
      ["1", "8", 3, 1125964800],
      ["2", "7", 4, 1126051200],
    ],
    found: { format: "Netflix blocks" },
  },
  {
    name: "blocks of Netflix without ratings, as its questions are",
    file: "qualifying.txt",
    content: "7:\n1\n2\n",
    refused: ": line 2 has one field, expected a user, a rating and a day, such as 1488844,3,2005-09-06",
  },
  {
    name: "MatrixMarket",
    file: "ratings.mtx",
    content: "%%MatrixMarket matrix coordinate real general\n% made up\n\n2 7 2\n1 7 5\n2 7 4.0\n",
    read: NUMBERED,
    found: { format: "MatrixMarket", comments: 2 },
  },
  {
    name: "MatrixMarket without values",
    file: "likes.mtx",
    content: "%%MatrixMarket matrix coordinate pattern general\n2 7 2\n1 7\n2 7\n",
    read: [
      ["1", "7", 1],
      ["2", "7", 1],
    ],
  },
  {
    name: "MatrixMarket that is cut",
    file: "cut.mtx",
    content: "%%MatrixMarket matrix coordinate real general\n2 7 3\n1 7 5\n2 7 4\n",
    refused: ": the text has 2 entries, expected 3, as line 2 says",
  },
  {
    name: "MatrixMarket's dense form",
    file: "dense.mtx",
    content: "%%MatrixMarket matrix array real general\n2 1\n5\n4\n",
    refused: ': line 1 is "%%MatrixMarket matrix array real general", expected a matrix of coordinates',
  },
  {
    name: "libsvm's rows",
    file: "users.svm",
    content: "1 7:5 9:2.5\n0 7:4\n",
    read: [
      [0, "7", 5],
      [0, "9", 2.5],
      [1, "7", 4],
    ],
    found: { format: "libsvm" },
  },
  {
    name: "libFM's rows",
    file: "train.libfm",
    content: "5 0:1 100:1\n4 1:1 100:1\n",
    refused:
      ': line 1 looks like libFM\'s: a rating and two features of 1, expected a user, an item and a rating in each row, such as "17,242,5"',
  },
  {
    name: "gzip without its suffix",
    file: "ratings.csv",
    content: gzipSync(csv),
    read: ADA_AND_BEN,
    found: { compression: "gzip" },
  },
  {
    name: "a zip archive of one file",
    file: "archive.zip",
    content: zipOf({ "ratings.csv": csv, "__MACOSX/._ratings.csv": "x" }),
    read: ADA_AND_BEN,
    found: { compression: "zip" },
  },
  {
    name: "a zip archive of two files",
    file: "two.zip",
    content: zipOf({ "a.csv": csv, "b.csv": csv }),
    refused:
      " is a zip archive of 2 files (a.csv, b.csv), expected one file in it; unpacked, each has a path of its own",
  },
  {
    name: "an Excel file",
    file: "book.xlsx",
    content: zipOf({ "xl/workbook.xml": "<x/>" }),
    refused: " is an Excel file, expected text; Excel saves a sheet as CSV",
  },
  {
    name: "an old Excel file",
    file: "book.xls",
    content: bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1…"),
    refused: " is an Excel file, expected text; Excel saves a sheet as CSV",
  },
  {
    name: "bzip2",
    file: "ratings.csv.bz2",
    content: bytes("BZh91AY&SY…"),
    refused: " is packed with bzip2, expected text, or gzip; bzip2 -dk FILE unpacks it",
  },
  {
    name: "xz",
    file: "ratings.csv.xz",
    content: bytes("\xfd7zXZ\0\0\x04"),
    refused: " is packed with xz, expected text, or gzip; xz -dk FILE unpacks it",
  },
  {
    name: "a tar archive in gzip",
    file: "all.tar.gz",
    content: gzipSync(`ratings.csv${"\0".repeat(246)}ustar\0`),
    refused: " has a tar archive in it, expected one of the files in it; tar -xf FILE unpacks it",
  },
  {
    name: "Parquet",
    file: "ratings.parquet",
    content: "PAR1",
    refused: " is a Parquet file, expected text; await loadRatings(path) reads Parquet",
  },
  {
    name: "Arrow",
    file: "ratings.csv",
    content: bytes("ARROW1\0\0"),
    refused: " is an Arrow file (Feather), expected text; await loadRatings(path) reads Arrow",
  },
  {
    name: "a pickle",
    file: "ratings.pkl",
    content: bytes("\x80\x04\x95…"),
    refused: " is a pickle of Python, expected text or Parquet: in pandas, read_pickle(…).to_parquet(…)",
  },
  {
    name: "an array of NumPy",
    file: "ratings.npy",
    content: bytes("\x93NUMPY\x01\0"),
    refused: " is an array of NumPy, expected text or Parquet: in NumPy, savetxt(…)",
  },
  {
    name: "a database",
    file: "ratings.db",
    content: bytes("SQLite format 3\0…"),
    refused: " is a database of SQLite, expected text; sqlite3 -csv -header FILE 'select …' writes some",
  },
  {
    name: "a file of MATLAB",
    file: "rating.mat",
    content: bytes("MATLAB 5.0 MAT-file, Platform: PCWIN64, Created on: Tue Mar  1 2011…"),
    refused: " is a file of MATLAB, expected text: in MATLAB, writematrix(…, FILE) writes CSV",
  },
  {
    name: "a page that asks to log in",
    file: "ratings.csv",
    content: "<!DOCTYPE html>\n<html><body>Log in</body></html>",
    refused: " is a page of the web, not data, expected data: was a page saved that asks to log in?",
  },
  {
    name: "a pointer of Git LFS",
    file: "ratings.csv",
    content: "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7\n",
    refused: " is a pointer of Git LFS, not the file itself, expected the file; git lfs pull gets it",
  },
  {
    name: "UTF-16, with a mark, as Excel writes it",
    file: "unicode.txt",
    content: Buffer.from(`\ufeff${csv.replaceAll(",", "\t")}`, "utf16le"),
    read: ADA_AND_BEN,
    found: { encoding: "utf-16le", separator: "\t" },
  },
  {
    name: "UTF-16 without a mark",
    file: "unmarked.csv",
    content: Buffer.from(csv, "utf16le"),
    refused: ' is not text in utf-8: every other byte is 0, expected encoding: "utf-16le" to be told',
  },
  {
    name: "UTF-16 without a mark that is told",
    file: "told.csv",
    content: Buffer.from(csv, "utf16le"),
    options: { encoding: "utf-16le" },
    read: ADA_AND_BEN,
  },
  {
    name: "Latin-1 that nobody has told",
    file: "latin.csv",
    content: Buffer.from("user,item,rating\nAda,Amélie,5\n", "latin1"),
    refused:
      ' is not text in utf-8: wrong bytes in line 2, expected this encoding, or another one told, such as encoding: "latin1"',
  },
  {
    name: "bytes that are no text at all",
    file: "noise.csv",
    content: brotliCompressSync(csv.repeat(9)),
    refused: " is not text in utf-8: wrong bytes in line 1, expected text: it has bytes that no text has",
  },
];
