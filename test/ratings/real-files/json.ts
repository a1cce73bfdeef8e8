import { gzipSync } from "node:zlib";
import { ADA_AND_BEN } from "./form";
import type { FileForm } from "./form";

const line = (user: string, rating: number): string => JSON.stringify({ user, item: "Alien", rating });
const lines = `${line("Ada", 5)}\n${line("Ben", 4)}\n`;

/** JSON in all its forms. */
export const JSONS: readonly FileForm[] = [
  {
    name: "an object in each line, named .json",
    file: "review.json",
    content: lines,
    read: ADA_AND_BEN,
    found: { format: "JSON lines" },
  },
  {
    name: "the same, packed",
    file: "reviews.json.gz",
    content: gzipSync(lines),
    read: ADA_AND_BEN,
    found: { format: "JSON lines", compression: "gzip" },
  },
  { name: "the same, named as text", file: "reviews.txt", content: lines, read: ADA_AND_BEN },
  { name: "a single object", file: "one.json", content: line("Ada", 5), read: [["Ada", "Alien", 5]] },
  {
    name: "a list of records",
    file: "list.json",
    content: `[${line("Ada", 5)},\n${line("Ben", 4)}]`,
    read: ADA_AND_BEN,
    found: { format: "JSON" },
  },
  {
    name: "a list of records, named as text",
    file: "list.txt",
    content: `[\n${line("Ada", 5)}]`,
    read: [["Ada", "Alien", 5]],
  },
  {
    name: "a list in each line, named .json",
    file: "lists.json",
    content: '["Ada","Alien",5]\n["Ben","Alien",4]\n',
    read: ADA_AND_BEN,
    found: { format: "JSON lines" },
  },
  {
    name: "a first record without a field",
    file: "union.jsonl",
    content:
      '{"user":"Ada","item":"Alien","rating":5,"timestamp":1125964800}\n{"item":"Alien","user":"Ben","rating":4,"timestamp":1126051200}\n'.replace(
        ',"timestamp":1125964800',
        "",
      ),
    options: { invalid: "skip" },
    read: [["Ben", "Alien", 4, 1126051200]],
    found: { columns: { user: "user", item: "item", rating: "rating", timestamp: "timestamp" } },
  },
  {
    name: "a first record without a rating",
    file: "later.json",
    content: '{"user":"Cem","item":"Alien"}\n{"user":"Ada","item":"Alien","rating":5}\n',
    options: { missing: [null] },
    read: [["Ada", "Alien", 5]],
    found: { leftOut: { missing: 1, invalid: 0, first: [] } },
  },
  {
    name: "fields in fields",
    file: "paths.json",
    content:
      '{"user":{"id":"Ada"},"business":{"id":"Alien"},"stars":5,"date":"2005-09-06 00:00:00"}\n{"user":{"id":"Ben"},"business":{"id":"Alien"},"stars":4,"date":"2005-09-06"}\n',
    options: { user: "user.id", item: "business.id", timestamp: "date" },
    read: [
      ["Ada", "Alien", 5, 1125964800],
      ["Ben", "Alien", 4, 1125964800],
    ],
    found: { columns: { user: "user.id", item: "business.id", rating: "stars", timestamp: "date" } },
  },
  {
    name: "ids of 64 bits",
    file: "steam.json",
    content:
      '{"user":76561197960287931,"item":7,"rating":1}\n{"user":76561197960287930,"item":7,"rating":2}\n',
    read: [
      ["76561197960287931", 7, 1],
      ["76561197960287930", 7, 2],
    ],
  },
  {
    name: "Python's dicts",
    file: "loose.json",
    content: "{'reviewerID': 'A1', 'asin': 'B1', 'overall': 5.0}\n",
    refused:
      /: line 1 is no JSON in column 2 \(.*\), expected JSON: this is Python's way to write it; there, json\.dumps\(ast\.literal_eval\(line\)\) makes it JSON$/
        .source,
  },
  {
    name: "a line that is cut",
    file: "cut.jsonl",
    content: `${lines}{"user":"Cem","it`,
    options: { invalid: "skip" },
    read: ADA_AND_BEN,
  },
  {
    name: "a list inside an object",
    file: "wrapped.json",
    content: `{"total":2,"data":[${line("Ada", 5)}]}`.replace('"total":2,', ""),
    refused:
      ' is no JSON list, expected a list of records, or of [user, item, rating]; Ratings.fromRecords(JSON.parse(text)["data"]) takes the list in it',
  },
  {
    name: "records without the names that are usual",
    file: "names.jsonl",
    content: '{"u":1,"i":2,"r":3}\n',
    refused:
      ': no column for the user was found: the columns are "u", "i", "r"; expected one named like user, or the option user to name it',
  },
  {
    name: "objects over several lines, and no list",
    file: "objects.json",
    content: '{\n  "user": 1, "item": 2, "rating": 3\n}\n{\n  "user": 2, "item": 2, "rating": 3\n}\n',
    refused: /: the text is no JSON in line 4, column 1 \(.*\), expected JSON$/.source,
  },
  {
    name: "a list with a comma too many",
    file: "comma.json",
    content: '[\n {"user": 1, "item": 2, "rating": 3},\n]\n',
    refused: /: the text is no JSON in line 3, column 1 \([^]*\), expected JSON$/.source,
  },
  {
    name: "columns, as pandas writes them",
    file: "frame.json",
    content: '{"user":{"0":"Ada"},"item":{"0":"Alien"},"rating":{"0":5}}',
    options: {},
    refused:
      ' is no JSON list, expected a list of records, or of [user, item, rating]; these are columns: in pandas, to_json(path, orient="records") writes a list',
  },
  {
    name: "a list with numbers as text, as programs make it of CSV",
    file: "converted.json",
    content: '[{"userId":"1","movieId":"31","rating":"2.5"}]',
    refused:
      ': rating of the record in line 1, column 2 is "2.5", expected a finite number within ±1000000000000000; Ratings.fromRecords(records.map((record) => ({ ...record, "rating": Number(record["rating"]) }))) makes numbers of text',
  },
  {
    name: "a time that the first record lacks",
    file: "sometimes.jsonl",
    content: '{"user":1,"item":2,"rating":3}\n{"user":1,"item":3,"rating":4,"timestamp":9}\n',
    refused:
      ": timestamp in line 1 is missing, expected seconds since 1970, or a date such as 2005-09-06T12:30:00Z; timestamp: null reads without times",
  },
  {
    name: "the same without times",
    file: "sometimes.jsonl",
    content: '{"user":1,"item":2,"rating":3}\n{"user":1,"item":3,"rating":4,"timestamp":9}\n',
    options: { timestamp: null },
    read: [
      [1, 2, 3],
      [1, 3, 4],
    ],
  },
  {
    name: "text for a rating",
    file: "text.jsonl",
    content: '{"user":1,"item":2,"rating":3}\n{"user":1,"item":3,"rating":"good"}\n',
    refused: ': rating in line 2 is "good", expected a finite number within ±1000000000000000',
  },
];
