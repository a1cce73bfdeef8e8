import type { WordsOf } from "../../definition";
import type { Values03 } from "../../exercises/03";

/** Notebook 03 in English. */
export const words03: WordsOf<Values03> = {
  "3.1": {
    title: "How many features would you take",
    question:
      "A model was trained with 1 to 8 `features`. `trained` are its errors on the cells that it was trained on, `hidden` those on cells that were hidden from it. How many features would you take?",
    hints: [
      "Which of the two errors says how good the model is on what it has not seen?",
      "Look for the lowest number there. Read the number of features off the list `features`.",
    ],
    solution:
      "With {answer} features, the error on the hidden cells is lowest. The error on the trained cells only says how much the model can copy.",
    wrong: {
      trained:
        "You have gone by the error on the cells that it was trained on. It falls with each feature, whether or not the model learns anything of use.",
      afterBest: "There the error on hidden cells rises again. Which number came before?",
      closest: "There the two errors are closest to each other. That they agree does not make them small.",
      countedFromZero: "You have counted from 0. The first number in the list stands for 1 feature.",
    },
  },
  "3.2": {
    title: "The rank of a table",
    question:
      "What is the rank of `data`: how many features does L·U need at least to be this table exactly?",
    hints: [
      "Are there rows that are multiples of another one?",
      "Is there a row that is a sum of others, or of multiples of others?",
      "Go down the rows, and count those that cannot be made of the ones above.",
    ],
    solution:
      "{answer}: that is how many rows cannot be made of the others. All the rest are sums of multiples of these.",
    wrong: {
      columns: "That is the number of columns, which no rank exceeds. Do you need all of them?",
      rows: "That is the number of rows. Can some rows be made of others?",
      cells: "That is the number of cells.",
      zero: "Only a table of zeros has rank 0.",
    },
  },
  "3.3": {
    title: "Enough features",
    question:
      "The singular values of a table are {singularValues}. How many features keep at least 90 % of the sum of its squares?",
    hints: [
      "The squares of the singular values add up to the squares of all cells.",
      "Square them, add them one after the other, and stop when 90 % of the whole is reached.",
    ],
    solution: "The first {answer} squares reach 90 % of the sum of all squares.",
    wrong: {
      notSquared:
        "You have added the singular values themselves. It is their squares that add up to the squares of the table.",
      oneLess: "That is one too few: it stays below 90 %.",
      all: "All of them keep 100 %. Fewer will do.",
    },
  },
  "3.4": {
    title: "The best that k features can do",
    question:
      "A table of {rows} × {columns} has the singular values {singularValues}. What is the root of the mean squared error of the best L·U with k = {k}?",
    hints: [
      "The best table of rank k keeps the first k singular values.",
      "The squared error, over all cells, is the sum of the squares of those that were dropped.",
      "Divide by the number of cells, and take the root.",
    ],
    solution:
      "What is dropped is the error. Square the singular values that are dropped, add the squares, divide by the {rows} × {columns} cells, and take the root: {answer}.",
    wrong: {
      kept: "You have used the singular values that are kept. The error is made of those that are dropped.",
      noMean: "That is the root of the sum. The mean divides by the number of cells first.",
      noRoot: "That is the mean squared error. Its root is asked for.",
      notSquared: "You have added the singular values themselves. Their squares add up to the squared error.",
      oneMore: "You have dropped one singular value too few from the error: k are kept, not k + 1.",
    },
  },
  "3.5": {
    title: "The best table of rank 1",
    question:
      "What is the best approximation of `data` with one feature? You may use TruncatedSVD. Answer with the table L·U.",
    hints: [
      "new TruncatedSVD({ features: 1, seed: 1 }).fit(data) has L and U.",
      "Its reconstruct() is the table.",
      "It is the first singular value times a column and a row of length 1.",
    ],
    solution: "The first singular value times the first column and the first row: {answer}.",
    wrong: {
      second: "That is the second feature alone. The first has the larger singular value.",
      transposed: "The table is transposed. Which of the two vectors goes down, and which across?",
      noLength: "That is the product of the two vectors of length 1. The singular value is missing.",
      whole: "That is the whole table, which takes two features.",
    },
  },
};
