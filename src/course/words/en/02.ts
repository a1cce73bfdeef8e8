import type { WordsOf } from "../../definition";
import type { Values02 } from "../../exercises/02";

/** Notebook 02 in English. */
export const words02: WordsOf<Values02> = {
  "2.1": {
    title: "The slope of a squared error",
    question:
      "With one feature, the squared error of a cell is (rating − x·y)². Here x = {x}, y = {y} and the rating is {rating}. What is its derivative with respect to x? (Uphill, as in mathematics: no minus sign is added.)",
    hints: [
      "You can measure it: change x by 0.0001 to both sides, and divide the difference of the squared errors by 0.0002.",
      "The chain rule has three parts: the square, the minus sign before x·y, and y.",
    ],
    solution: "2 × error × (−1) × y, where the error is rating − x·y: {answer}.",
    wrong: {
      downhill: "That is the way downhill, which training takes. The derivative itself points the other way.",
      noTwo: "A factor is missing. What is the derivative of a square?",
      noInner:
        "You have differentiated the square, but not what is inside it. How fast does x·y change when x does?",
      otherNumber: "That is the derivative with respect to y. Which number stays as it is?",
      squaredError: "That is the squared error itself. How fast does it change when x does?",
    },
  },
  "2.2": {
    title: "Who pulls hardest",
    question:
      "One number of L takes part in the ratings of several films. `errors` are the errors of these films, and `features` says how much each film has of the number's feature. Which film pulls hardest, whichever way? Answer with its name.",
    hints: [
      "A film's pull is its gradient: 2 × error × feature.",
      "A pull downwards can be hard as well: compare without the signs.",
    ],
    solution: "{answer} has the largest product of error and feature, without its sign.",
    wrong: {
      largestError:
        "That film has the largest error. But an error pulls only as much as the film has of this feature.",
      largestFeature: "That film has most of the feature. But a film whose error is small hardly pulls.",
      signed: "That film pulls hardest upwards. Another one pulls harder, downwards.",
    },
  },
  "2.3": {
    title: "One step",
    question:
      "A number of L is {before}. Its downhill gradients for three films are {gradients}, and the learning rate is {learningRate}. What is the number after the step?",
    hints: [
      "The three films pull by their mean.",
      "The step is the learning rate times that mean.",
      "The gradients point downhill already, so the step is added.",
    ],
    solution: "{before} + {learningRate} × the mean of the gradients = {answer}.",
    wrong: {
      sum: "You have used the sum of the gradients. With the sum, a person who has rated more would take longer steps.",
      uphill: "You have gone against the gradients. They point downhill already.",
      noRate: "That step is as long as the mean itself. The learning rate makes it smaller.",
      stepAlone: "That is the length of the step. Where does it end?",
      gradientAlone: "That is the mean of the gradients. What becomes of the number?",
    },
  },
  "2.4": {
    title: "A step of a row, written by you",
    question:
      "Write a function `step(l, U, ratings, learningRate)` that returns the new row. Feature by feature, it adds the learning rate times the mean over the films of 2·error·U. Each feature's step already sees the ones before it.",
    hints: [
      "Copy the row first: const row = [...l].",
      "For feature t, add up 2 × (ratings[i] − product) × U[t][i] over the films i. The product is that of the row as it is now.",
      "Divide by the number of films, and change row[t] before you go on to the next feature.",
    ],
    solution: "The product is worked out anew for each feature, from the row as it has become.",
    wrong: {
      atOnce:
        "All features take their steps at once, from the errors at the start. Here one follows the other: when the second steps, what the first did has already changed the errors.",
      sum: "You use the sum over the films. The step takes their mean.",
      uphill: "Your row goes uphill: the errors grow. Look at the sign.",
      noTwo: "Your steps are half as long as they should be. What is the derivative of a square?",
    },
  },
  "2.5": {
    title: "All gradients at once",
    question:
      "Write all gradients of L down at once: for each person and each feature, the mean over the films of 2·error·U. Use `data`, `L` and `U`.",
    hints: [
      "First the errors: data minus L·U.",
      "The entry for person u and feature t goes through the films i: error[u][i] × U[t][i].",
      "The result has the shape of L. Divide by the number of films, and do not forget the 2.",
    ],
    solution: "(2 ÷ number of films) × error · Uᵀ. Here that is {answer}.",
    wrong: {
      transposed: "The numbers are right, but the table is transposed. It should have the shape of L.",
      sum: "You have used the sum over the films. It should be their mean.",
      noTwo: "Each number is half of what it should be. What is the derivative of a square?",
      uphill: "All signs are turned: this points uphill.",
      errors: "Those are the errors. Each gradient takes all errors of its person together.",
    },
  },
};
