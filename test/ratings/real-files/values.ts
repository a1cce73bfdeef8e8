import { NUMBERED } from "./form";
import type { FileForm } from "./form";

/** Numbers, times, and what stands for no rating. */
export const VALUES: readonly FileForm[] = [
  {
    name: "thousands with a comma",
    file: "plays.csv",
    content: 'user,item,plays\n1,7,"1,234"\n2,7,"1,234,567"\n3,7,9\n',
    options: { thousands: "," },
    read: [
      ["1", "7", 1234],
      ["2", "7", 1234567],
      ["3", "7", 9],
    ],
  },
  {
    name: "thousands that may be decimal",
    file: "either.csv",
    content: 'user,item,plays\n1,7,"1,234"\n',
    refused:
      ': rating in line 2 is "1,234", expected a number; say thousands: "," where it means 1234, or decimal: "," where it means 1.234',
  },
  {
    name: "thousands that can be nothing else",
    file: "millions.csv",
    content: "user;item;plays\n1;7;1,234,567.5\n",
    refused:
      ': rating in line 2 is "1,234,567.5", expected a number; for digits in groups of three say thousands: ","',
  },
  {
    name: "thousands with points, and decimal commas",
    file: "german.csv",
    content: "user;item;plays\n1;7;1.234,5\n2;7;1.000\n",
    options: { thousands: ".", decimal: "," },
    read: [
      ["1", "7", 1234.5],
      ["2", "7", 1000],
    ],
  },
  {
    name: "thousands with points that nobody has told",
    file: "points.csv",
    content: "user;item;plays\n1;7;1.234,5\n",
    refused:
      ': rating in line 2 is "1.234,5", expected a number; for digits in groups of three say thousands: ".", decimal: ","',
  },
  {
    name: "decimal commas that nobody has told",
    file: "comma.csv",
    content: "user;item;rating\n1;7;3,5\n",
    refused: ': rating in line 2 is "3,5", expected a number; for decimal commas say decimal: ","',
  },
  {
    name: "times as days",
    file: "days.csv",
    content: "user,item,rating,timestamp\n1,7,5,2005-09-06\n2,7,4,2005-09-07\n",
    read: [
      ["1", "7", 5, 1125964800],
      ["2", "7", 4, 1126051200],
    ],
    found: { times: "seconds" },
  },
  {
    name: "times in ISO 8601, with zones and fractions",
    file: "iso.csv",
    content: "user,item,rating,timestamp\n1,7,5,2005-09-06T02:00:00+02:00\n2,7,4,2005-09-06 00:00:00.25\n",
    read: [
      ["1", "7", 5, 1125964800],
      ["2", "7", 4, 1125964800.25],
    ],
  },
  {
    name: "times in milliseconds",
    file: "ms.csv",
    content: "user,item,rating,timestamp\n1,7,5,1125964800500\n2,7,4,1126051200000\n",
    read: [
      ["1", "7", 5, 1125964800.5],
      ["2", "7", 4, 1126051200],
    ],
    found: { times: "milliseconds" },
  },
  {
    name: "times as people write them",
    file: "us.csv",
    content: "user,item,rating,timestamp\n1,7,5,09/06/2005\n",
    refused:
      ': timestamp in line 2 is "09/06/2005", expected seconds since 1970, or a date such as 2005-09-06T12:30:00Z; timestamp: null reads without times',
  },
  {
    name: "a day that there is not",
    file: "february.csv",
    content: "user,item,rating,timestamp\n1,7,5,2005-02-30\n",
    refused:
      ': timestamp in line 2 is "2005-02-30", expected seconds since 1970, or a date such as 2005-09-06T12:30:00Z; timestamp: null reads without times',
  },
  {
    name: "−1 and blanks for what is not rated",
    file: "anime.csv",
    content: "user_id,anime_id,rating\n9,20,-1\n1,7,5\n2,7,4\n3,20,\n4,20,0\n",
    options: { missing: [-1, 0, ""] },
    read: NUMBERED,
    found: { rows: 5, leftOut: { missing: 3, invalid: 0, first: [] } },
  },
  {
    name: "NA for what is not rated, which nobody has told",
    file: "na.csv",
    content: "user,item,rating\n1,7,NA\n",
    refused:
      ': rating in line 2 is "NA", expected a number; missing: ["NA"] leaves out rows that are not rated',
  },
  {
    name: "rows that cannot be read, which are left out",
    file: "dirty.csv",
    content: "user,item,rating\n1,7,5\n,7,3\n2,7\n2,,1\n2,7,4\n3,7,NA\n",
    options: { invalid: "skip" },
    read: NUMBERED,
    found: {
      rows: 6,
      leftOut: {
        missing: 0,
        invalid: 4,
        first: [
          "user in line 3 is empty text, expected an id: text that is not empty, or a finite number",
          "line 4 has 2 fields, expected 3, as the first row has",
          "item in line 5 is empty text, expected an id: text that is not empty, or a finite number",
        ],
      },
    },
  },
  {
    name: "rows none of which can be read",
    file: "hopeless.csv",
    content: "user,item,rating\n1,7,good\n2,7,bad\n",
    options: { invalid: "skip" },
    refused:
      ': ratings is empty: all 2 rows were left out, the first because rating in line 2 is "good", expected a number, expected at least one rating',
  },
  {
    name: "events that are counted",
    file: "events.csv",
    content: "user,item,rating\n1,7,1\n1,7,1\n2,7,1\n",
    options: { duplicates: "count" },
    read: [
      ["1", "7", 2],
      ["2", "7", 1],
    ],
    found: { rows: 3, merged: 1 },
  },
  {
    name: "plays that are summed",
    file: "sums.csv",
    content: "user,item,plays,timestamp\n1,7,3,1125964800\n1,7,4,1126051200\n2,7,1,1125964800\n",
    options: { duplicates: "sum" },
    read: [
      ["1", "7", 7, 1126051200],
      ["2", "7", 1, 1125964800],
    ],
  },
  {
    name: "the latest of several ratings, whatever the order",
    file: "latest.csv",
    content: "user,item,rating,timestamp\n1,7,5,1126051200\n1,7,2,1125964800\n",
    options: { duplicates: "latest" },
    read: [["1", "7", 5, 1126051200]],
  },
  {
    name: "the latest of ratings without times",
    file: "timeless.csv",
    content: "user,item,rating\n1,7,5\n1,7,2\n",
    options: { duplicates: "latest" },
    refused:
      ': duplicates is "latest", expected ratings with times, or "last", which goes by the order of the rows',
  },
  {
    name: "a user who rates twice",
    file: "twice.csv",
    content: "user,item,rating\n1,7,5\n1,7,2\n",
    refused:
      ': line 3 has user "1" and item "7", as line 2 has already, expected one rating of a user for an item, or duplicates: "first", "last", "mean", "sum" or another rule',
  },
  {
    name: "ids of 64 bits",
    file: "big.csv",
    content: "user,item,rating\n9007199254740993,7,5\n9007199254740992,7,4\n",
    read: [
      ["9007199254740993", "7", 5],
      ["9007199254740992", "7", 4],
    ],
  },
];
