import { ADA_AND_BEN, NUMBERED } from "./form";
import type { FileForm } from "./form";

const NO_LEFT_OUT = { missing: 0, invalid: 0, first: [] };

/** Rows with something between their fields. */
export const SEPARATED: readonly FileForm[] = [
  {
    name: "MovieLens' csv, with a header",
    file: "ratings.csv",
    content: "userId,movieId,rating,timestamp\n1,7,5.0,964982703\n2,7,4.0,964981247\n",
    read: [
      ["1", "7", 5, 964982703],
      ["2", "7", 4, 964981247],
    ],
    found: {
      separator: ",",
      columns: { user: "userId", item: "movieId", rating: "rating", timestamp: "timestamp" },
      times: "seconds",
      rows: 2,
      leftOut: NO_LEFT_OUT,
    },
  },
  {
    name: "MovieLens' older form, with ::",
    file: "ratings.dat",
    content: "1::7::5::978300760\n2::7::4::978302109\n",
    read: [
      ["1", "7", 5, 978300760],
      ["2", "7", 4, 978302109],
    ],
    found: { separator: "::", quotes: false, columns: { user: 0, item: 1, rating: 2, timestamp: 3 } },
  },
  {
    name: "tabs, with quotes as letters of titles",
    file: "songs.tsv",
    content: 'user\titem\trating\nAda\t"heroes\t5\nAda\tLow\t3\nBen\t"heroes\t4\nBen\t7" mix\t2\n',
    read: [
      ["Ada", '"heroes', 5],
      ["Ada", "Low", 3],
      ["Ben", '"heroes', 4],
      ["Ben", '7" mix', 2],
    ],
    found: { quotes: false, separator: "\t" },
  },
  {
    name: "tabs and quotes that are told",
    file: "quoted.tsv",
    content: 'user\titem\trating\n"Ada"\t"Ali\ten"\t5\n',
    options: { quotes: true },
    read: [["Ada", "Ali\ten", 5]],
    found: { quotes: true },
  },
  {
    name: "tabs, all fields in quotes, as R writes them",
    file: "r.tsv",
    content: '"user"\t"item"\t"rating"\n"Ada"\t"Alien"\t5\n"Ben"\t"Alien"\t4\n',
    read: ADA_AND_BEN,
    found: { quotes: true },
  },
  {
    name: "quotes for inches in csv, where quotes are said to be letters",
    file: "inches.csv",
    content: 'user,item,rating\nAda,"7 inch,5\nBen,12",4\n',
    options: { quotes: false },
    read: [
      ["Ada", '"7 inch', 5],
      ["Ben", '12"', 4],
    ],
  },
  {
    name: "Book-Crossing's, with semicolons, quotes and backslashes",
    file: "BX-Book-Ratings.csv",
    content:
      '"User-ID";"ISBN";"Book-Rating"\n"276725";"034545104X";"0"\n"276726";"0155\\"061224";"5"\n"276727";"a\\\\";"3"\n',
    options: { escape: "\\", encoding: "latin1" },
    read: [
      ["276725", "034545104X", 0],
      ["276726", '0155"061224', 5],
      ["276727", "a\\", 3],
    ],
    found: { encoding: "latin1", separator: ";" },
  },
  {
    name: "backslashes before quotes that nobody has told",
    file: "escaped.csv",
    content: '"User-ID";"ISBN";"Book-Rating"\n"1";"a";"0"\n"2";"0155\\"061224";"5"\n',
    refused:
      ': line 3 has text behind a quote that closes a field, in column 1, expected fields such as "The Good, the Bad", with a quote inside written twice; quotes: false takes quotes for letters, and escape: "\\\\" is for those behind a backslash',
  },
  {
    name: "a backslash before a quote, and then a separator",
    file: "titles.csv",
    content: '"user";"item";"rating"\n"1";"a";5\n"2";"b\\";c";4\n',
    refused:
      ': line 3 has 4 fields, expected 3, as the first row has; escape: "\\\\" is for quotes in fields that stand behind a backslash',
  },
  {
    name: "the same, told",
    file: "titles.csv",
    content: '"user";"item";"rating"\n"1";"a";5\n"2";"b\\";c";4\n',
    options: { escape: "\\" },
    read: [
      ["1", "a", 5],
      ["2", 'b";c', 4],
    ],
  },
  {
    name: "reviews with broken quotes in a column that is not read",
    file: "reviews.csv",
    content:
      'user,item,rating,review\n1,7,5,"so "good" it is"\n2,7,4,"never closed\n3,7,3,"fine"\n4,7,1,"two\nlines"\n',
    read: [
      ["1", "7", 5],
      ["2", "7", 4],
      ["3", "7", 3],
      ["4", "7", 1],
    ],
  },
  {
    name: "reviews with commas and no quotes behind the columns that are read",
    file: "commas.csv",
    content: "user,item,rating,review\n1,7,5,good, really\n2,7,4\n",
    read: NUMBERED,
  },
  {
    name: "decimal commas, which look like a field more",
    file: "decimal.csv",
    content: "user,item,rating,review\n1,7,3,5,good\n",
    refused:
      ": line 2 has 5 fields, expected 4, as the first row has. A separator inside a field stands in quotes; decimal commas need another separator",
  },
  {
    name: "a quote that is never closed in a column that is read",
    file: "open.csv",
    content: 'user,item,rating\n1,7,5\n2,"open,4\n3,7,2\n',
    refused:
      ': line 3 has a quote that is never closed, in column 1, expected fields such as "The Good, the Bad", with a quote inside written twice; quotes: false takes quotes for letters, and escape: "\\\\" is for those behind a backslash',
  },
  {
    name: "LIBMF's triples, with a space between",
    file: "real_matrix.tr.txt",
    content: "1 7 5\n2 7 4\n",
    read: NUMBERED,
    found: { separator: " " },
  },
  {
    name: "columns of spaces",
    file: "aligned.txt",
    content: "  1   7  5 \n 20   7  4 \n",
    read: [
      ["1", "7", 5],
      ["20", "7", 4],
    ],
  },
  {
    name: "a header and rows of R, with spaces and quotes",
    file: "r.txt",
    content: '"user" "item" "rating"\n"Ada L" "Alien" 5\n"Ben" "Alien" 4\n',
    read: [
      ["Ada L", "Alien", 5],
      ["Ben", "Alien", 4],
    ],
  },
  {
    name: "bars",
    file: "bars.txt",
    content: "Ada|Alien|5\nBen|Alien|4\n",
    read: ADA_AND_BEN,
    found: { separator: "|" },
  },
  {
    name: "a separator of Hive, which is not found",
    file: "hive.txt",
    content: "Ada\x01Alien\x015\nBen\x01Alien\x014\n",
    refused:
      ': no separator was found: line 1, column 1, is "Ada\\u0001Alien\\u00015", expected a user, an item and a rating with ::, a tab, ;, a comma, | or spaces between them; else say separator: "^", or the like',
  },
  {
    name: "a separator of Hive that is told",
    file: "hive.csv",
    content: "Ada\x01Alien\x015\nBen\x01Alien\x014\n",
    options: { separator: "\x01" },
    read: ADA_AND_BEN,
  },
  {
    name: "Excel's first line for the separator",
    file: "excel.csv",
    content: "\ufeffsep=;\r\nuser;item;rating\r\nAda;Alien;5\r\nBen;Alien;4\r\n",
    read: ADA_AND_BEN,
    found: { separator: ";", comments: 0 },
  },
  {
    name: "Excel's first line for tabs",
    file: "tabs.csv",
    content: "sep=\t\nAda\tAlien\t5\nBen\tAlien\t4\n",
    read: ADA_AND_BEN,
  },
  {
    name: "comments before the rows",
    file: "snap.txt",
    content: "# Directed graph\n# Nodes: 2\n1\t7\t5\n2\t7\t4\n",
    read: NUMBERED,
    found: { comments: 2, separator: "\t" },
  },
  {
    name: "a comment with the names of the columns",
    file: "names.txt",
    content: "% made up\n#item,user,rating\n7,1,5\n7,2,4\n",
    read: NUMBERED,
    found: { comments: 2, columns: { user: "user", item: "item", rating: "rating", timestamp: null } },
  },
  {
    name: "comments among the rows that are told",
    file: "among.txt",
    content: "1,7,5\n# half, way\n2,7,4\n",
    options: { comment: "#" },
    read: NUMBERED,
  },
  {
    name: "ids that begin as comments do",
    file: "tags.csv",
    content: "#rock,7,5\n#jazz,7,4\nblues,7,3\n",
    read: [
      ["#rock", "7", 5],
      ["#jazz", "7", 4],
      ["blues", "7", 3],
    ],
    found: { comments: 0 },
  },
  {
    name: "line ends of old Macs",
    file: "mac.csv",
    content: "Ada,Alien,5\rBen,Alien,4\r",
    read: ADA_AND_BEN,
  },
  {
    name: "an index of pandas in the first column",
    file: "pandas.csv",
    content: ",user,item,rating\n0,Ada,Alien,5.0\n1,Ben,Alien,4.0\n",
    read: ADA_AND_BEN,
  },
  {
    name: "names of columns that nobody knows",
    file: "unknown.csv",
    content: "kunde,artikel,note\n1,7,5\n",
    refused:
      ': rating in line 1 is "note", expected a number; where line 1 names the columns say which they are: { user, item, rating }; where there is a column for each item, readTable reads it',
  },
  {
    name: "names of columns that are told",
    file: "told.csv",
    content: "kunde,artikel,note\n1,7,5\n2,7,4\n",
    options: { user: "kunde", item: "artikel", rating: "note" },
    read: NUMBERED,
  },
  {
    name: "a table without ids",
    file: "wide.csv",
    content: "5,3,0,1\n4,0,0,1\n1,1,0,5\n",
    refused:
      ': line 1, column 3, is no time: the text has 4 numbers in each row, without names, expected a user, an item and a rating in each row; a table with a column for each item is read by readTable("wide.csv", { missing: [99] }); else say which columns they are: { user: 0, item: 1, rating: 2 }',
  },
  {
    name: "Jester's table, with blanks and 99",
    file: "jester.csv",
    content: "74,-7.82,8.79,99,-9.66\n100,,0.15,2.1,99\n",
    refused:
      ': line 1, column 3, is no time: the text has 5 numbers in each row, without names, expected a user, an item and a rating in each row; a table with a column for each item is read by readTable("wide.csv", { missing: [99] }); else say which columns they are: { user: 0, item: 1, rating: 2 }',
  },
  {
    name: "a table with a column for each item, and their names",
    file: "named.csv",
    content: "user,Alien,Heat\nAda,5,3\n",
    refused:
      ': rating in line 1 is "Heat", expected a number; where line 1 names the columns say which they are: { user, item, rating }; where there is a column for each item, readTable reads it',
  },
  {
    name: "plays with the name of the artist between",
    file: "plays.tsv",
    content: "00000c28\t3bd73256\tbetty blowtorch\t2137\n00000c28\tf2fb0ff0\tdie Ärzte\t1099\n",
    refused:
      ': rating in line 1 is "betty blowtorch", expected a number; column 3 has a number: say which columns they are, counted from 0, such as { user: 0, item: 1, rating: 3 }; rating: null counts each row as 1',
  },
  {
    name: "hours of play behind a word, then a constant",
    file: "hours.csv",
    content: '151603712,"The Elder Scrolls V Skyrim",play,273.0,0\n151603713,"Fallout 4",play,87.0,0\n',
    refused:
      ': rating in line 1 is "play", expected a number; column 3 has a number: say which columns they are, counted from 0, such as { user: 0, item: 1, rating: 3 }; rating: null counts each row as 1',
  },
  {
    name: "a word for a rating before a time, which is no rating",
    file: "liked.csv",
    content: "Ada,Alien,like,1391040000\nBen,Alien,like,1391040001\n",
    refused:
      ': rating in line 1 is "like", expected a number; where line 1 names the columns say which they are: { user, item, rating }; where there is a column for each item, readTable reads it',
  },
  {
    name: "users and items without ratings",
    file: "pairs.csv",
    content: "Ada,Alien\nBen,Alien\n",
    refused:
      ': line 1 has 2 fields, expected a user, an item and a rating: say separator where it is another one than ","; rating: null counts each row as 1',
  },
  {
    name: "users and items that are counted",
    file: "counted.csv",
    content: "Ada,Alien\nBen,Alien\n",
    options: { rating: null },
    read: [
      ["Ada", "Alien", 1],
      ["Ben", "Alien", 1],
    ],
  },
  {
    name: "events of a shop, which have no rating",
    file: "events.csv",
    content: "timestamp,visitorid,event,itemid\n1433221332117,257597,view,355908\n",
    refused:
      ': no column for the rating was found: the columns are "timestamp", "visitorid", "event", "itemid"; expected one named like rating, or the option rating to name it; rating: null counts each row as 1',
  },
  {
    name: "one text in quotes",
    file: "quote.csv",
    content: '"Ada Alien 5"\n',
    refused:
      ': line 1 has 1 field, expected a user, an item and a rating: say separator where it is another one than ","',
  },
  {
    name: "rows that end with a separator",
    file: "ends.csv",
    content: "1,7,5,\n2,7,4,\n",
    options: { timestamp: null },
    read: NUMBERED,
  },
  {
    name: "a file of no rows",
    file: "header.csv",
    content: "user,item,rating\n",
    refused: ": ratings is empty, expected at least one rating",
  },
  {
    name: "a text that is no data",
    file: "readme.txt",
    content: "Hello\nthis is a text\n",
    refused:
      ': no separator was found: line 1, column 1, is "Hello", expected a user, an item and a rating with ::, a tab, ;, a comma, | or spaces between them; else say separator: "^", or the like',
  },
];
