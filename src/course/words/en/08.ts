import type { WordsOf } from "../../definition";
import type { Values08 } from "../../exercises/08";

/** Notebook 08 in English. */
export const words08: WordsOf<Values08> = {
  "8.1": {
    title: "Which one is NMF",
    question:
      'Which of the three `pairs` is a nonnegative factorization of `data`, with no error? Answer "A", "B" or "C".',
    hints: ["NMF has no numbers below 0.", "And the product has to be the data. Check all cells."],
    solution: "{answer} has no negative numbers, and its product is the data.",
    wrong: {
      negative:
        "Its product is right, but there are numbers below 0 in it. What is taken away from a part is no part.",
      otherProduct: "It has no negative numbers, but its product is not the data. Check the second column.",
    },
  },
  "8.2": {
    title: "A picture of parts",
    question: "Three `parts` of 3 × 3 pixels have the weights {weights}. Which picture do they make?",
    hints: ["Multiply each part by its weight.", "Add the three, pixel by pixel."],
    solution: "Each pixel is the sum over the parts of weight × pixel: {answer}.",
    wrong: {
      unweighted: "You have added the parts without their weights.",
      mean: "You have taken the mean of the parts. Parts are added.",
      strongest: "That is the part with the largest weight alone. The others add to it.",
      largest: "Where parts overlap, you have taken the brightest. They add up there.",
    },
  },
  "8.3": {
    title: "Beside SVD",
    question:
      "A table is factorized by NMF and by the truncated SVD, with the same number of features. What holds for the squared error of NMF, compared with that of SVD?",
    hints: [
      "SVD may use any numbers. NMF may use some of them.",
      "Of all L and U with k features, which has the smallest error?",
    ],
    solution:
      "SVD is the best of all L·U with k features. NMF is one of these, so its error is never lower. What you get in return are parts that can be read.",
    wrong: {
      higher: "Could NMF find something better than the best of all?",
      same: "That holds only if the best L and U have no negative numbers anyway. Mostly they have some.",
      either: "SVD is the best of all L·U with k features. What follows for every other?",
    },
    choices: {
      "never lower": "It is never lower",
      "never higher": "It is never higher",
      "the same": "It is the same",
      either: "It may be lower or higher",
    },
  },
  "8.4": {
    title: "The best weight of a part",
    question:
      "`rest` is what the other parts leave of a picture, {rest}, and `part` is {part}. Which weight w ≥ 0 makes the squared error of rest − w·part smallest?",
    hints: [
      "Without the bound, the best weight is (rest·part) ÷ (part·part).",
      "What if that is below 0? Which weight that is allowed comes nearest?",
    ],
    solution: "(rest·part) ÷ (part·part), but not below 0: {answer}.",
    wrong: {
      negative: "That would be best without the bound. NMF allows no weights below 0.",
      absolute: "Turning the sign makes it worse than no weight at all. Try the error with both.",
      clippedFirst:
        "You have set the negative numbers of rest to 0 first. They count: where too much is there already, the part should not add to it.",
      notDivided: "You have not divided by part·part. A part that is twice as bright needs half the weight.",
      sums: "You have divided the sums. Pixels where the part is brighter should count more.",
    },
  },
  "8.5": {
    title: "The words of a document",
    question:
      "`topics` say how much each topic has of each word, `document` how much the document has of each topic. Which word does the document have most of?",
    hints: [
      "For one word, multiply what each topic has of it by what the document has of the topic.",
      "Add the products over the topics, and compare the words.",
    ],
    solution: "Summed over the topics, {answer} has most.",
    wrong: {
      strongestTopic:
        "That is the first word of the document's strongest topic. The other topics add words too.",
      everywhere:
        "That is the word that all topics together have most of, whatever the document. How much does this one have of each?",
    },
  },
};
