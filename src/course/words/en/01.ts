import type { WordsOf } from "../../definition";
import type { Values01 } from "../../exercises/01";

/** Notebook 01 in English. */
export const words01: WordsOf<Values01> = {
  "1.1": {
    title: "The squared error of a cell",
    question:
      "A row of L is `l` = {l}, a column of U is `u` = {u}, and the rating in their cell is {rating}. What is the squared error of that cell?",
    hints: [
      "What does the model say? Multiply l and u number by number, and add.",
      "The error is the rating minus what the model says.",
      "Square the error.",
    ],
    solution:
      "The product is l[0]·u[0] + l[1]·u[1]. The error is the rating minus the product, and its square is {answer}.",
    wrong: {
      notSquared: "That is the error. What is asked for is its square.",
      turned: "That is the product minus the rating, and not squared yet.",
      product: "That is what the model says for the cell. How far is it from the rating?",
      squaresApart:
        "You have squared the rating and the product, and then subtracted. Subtract first: it is the error that is squared.",
      twice: "You have doubled the error. Squaring multiplies it by itself.",
    },
  },
  "1.2": {
    title: "One gradient",
    question:
      "A row of L is `l` = {l}, a column of U is `u` = {u}, the rating is {rating}. What does `singleGradient` give for number {feature} of l: which way, and how steeply, is downhill?",
    hints: [
      "You need the error of the cell: the rating minus the product.",
      "The error is multiplied by the number of the other factor that belongs to the same feature.",
      "And by 2, which comes from the square. The sign makes the error smaller.",
    ],
    solution:
      "2 × error × u[{feature}] = {answer}. If the product is too small, and u is positive, l has to grow.",
    wrong: {
      uphill:
        "The size is right, but this points uphill. The product is too small here: should the number grow or shrink?",
      noTwo: "A factor is missing. What is the derivative of a square?",
      ownFactor:
        "You have multiplied by the number of l itself. How much the product changes depends on what l is multiplied by.",
      otherFeature: "That is the gradient of the other number of l. Count features from 0.",
      productNotError:
        "You have used the product where the error belongs. A cell that is already right should give a gradient of 0.",
    },
  },
  "1.3": {
    title: "Multiply two factors",
    question: "Multiply `L` by `U`. What is L·U?",
    hints: [
      "L·U has as many rows as L, and as many columns as U.",
      "The cell in row i and column j is made of row i of L and column j of U.",
      "Multiply them number by number, and add.",
    ],
    solution: "Each cell is the sum over the features of L[i][t] × U[t][j]. Here that is {answer}.",
    wrong: {
      transposed: "Rows and columns are swapped. A row of the product belongs to a row of L.",
      leftTurned: "You have gone down the columns of L. Go along its rows.",
      oneFeature: "You have multiplied the first feature only. Each cell is a sum over all features.",
      mean: "You have taken the mean over the features. Each of them adds its part to the cell.",
    },
  },
  "1.4": {
    title: "What thirteen features show",
    question: "With 13 features, L·U reaches the table of 6 × 3 exactly. What does that show?",
    hints: [
      "How many numbers does the table have? How many do L and U have?",
      "Would 13 features reach a table of random numbers as well?",
    ],
    solution:
      "L and U hold 6 × 13 + 13 × 3 = 117 numbers for 18 cells. With so much room any table can be copied, a random one too.",
    wrong: {
      understood:
        "Thirteen features reach a table of random numbers as well, in which there is nothing to understand.",
      faster: "The loss does fall faster with the same learning rate. But why can it fall to nothing at all?",
      chance: "Try other seeds: it happens each time.",
    },
    choices: {
      room: "There is room enough to copy any table of that size",
      understood: "The model has understood what the people like",
      faster: "More features learn faster, nothing else",
      chance: "The starting numbers happened to be good",
    },
  },
  "1.5": {
    title: "How many numbers",
    question:
      "A table has {rows} rows and {columns} columns. It is factorized with {features} features. How many numbers do L and U hold together?",
    hints: [
      "L has a row for each row of the table. How long is such a row?",
      "U has a column for each column of the table. How long is such a column?",
    ],
    solution:
      "L holds {rows} × {features} numbers and U {features} × {columns}: {answer} in all. The table itself holds {rows} × {columns}.",
    wrong: {
      table: "That is how many cells the table has. L and U are smaller.",
      tableTimes: "L does not have features for each cell, but for each row.",
      multiplied:
        "You have multiplied the sizes of L and U. How many numbers are there in the two of them together?",
      onlyL: "That is L. There is U as well.",
      onlyU: "That is U. There is L as well.",
      noFeatures:
        "That would be right with one feature. Here each row and each column has {features} numbers.",
    },
  },
};
