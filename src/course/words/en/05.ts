import type { WordsOf } from "../../definition";
import type { Values05 } from "../../exercises/05";

/** Notebook 05 in English. */
export const words05: WordsOf<Values05> = {
  "5.1": {
    title: "The error over what is known",
    question: "`data` has blanks, `product` is L·U. What is the mean squared error over the known cells?",
    hints: [
      "Go through the cells, and leave out those that are null.",
      "Add the squares of data − product, and count how many there were.",
    ],
    solution: "Only known cells count, in the sum and in the number that it is divided by: {answer}.",
    wrong: {
      blanksAsZero:
        "You have counted the blanks as ratings of 0. Nobody has given a 0: nothing is known of these cells.",
      blanksCounted:
        "The sum is right, but you have divided by the number of all cells. Only the known ones were added.",
      sum: "That is the sum. Divide by the number of known cells.",
      root: "That is the root of the mean squared error. It is asked for without the root.",
      notSquared: "You have taken the mean of the errors without their signs. Square them.",
      signed: "That is the mean of the errors themselves. In it, too much and too little cancel.",
    },
  },
  "5.2": {
    title: "A step with regularization",
    question:
      "A number of L is {l}, its partner in U is {u}, and the error of the cell is {error}. The penalty λ is {regularization}, the learning rate {learningRate}. What is the number after a step downhill on error² + λ·l²?",
    hints: [
      "Downhill on error² is 2·error·u.",
      "Downhill on λ·l² is −2·λ·l: it pulls towards 0.",
      "Add the learning rate times both.",
    ],
    solution: "{l} + {learningRate} × 2 × ({error} × {u} − {regularization} × {l}) = {answer}.",
    wrong: {
      noPull: "That is the step without regularization. λ pulls the number towards 0 as well.",
      pushed: "Your λ pushes the number away from 0. It should pull it there.",
      constantPull: "Your λ pulls equally hard on every number. The slope of λ·l² grows with l.",
      otherNumber: "Your λ pulls by the size of the partner. The penalty is on the number itself.",
      uphill: "You have gone uphill.",
      noTwo: "The step is half as long as it should be. What is the derivative of a square?",
    },
  },
  "5.3": {
    title: "The cure for thirteen features",
    question:
      "With blanks, a model of 13 features fits the known cells perfectly and says nonsense for the blanks. What helps?",
    hints: [
      "The numbers of L and U have grown large where nothing held them.",
      "What pulls each number towards 0, unless the ratings speak for it?",
    ],
    solution:
      "Regularization makes large numbers cost something. A feature that the ratings do not speak for shrinks to nothing.",
    wrong: {
      iterations: "More iterations fit the known cells still better. They fit already.",
      zeros: "Then the model learns that people dislike whatever they have not seen.",
      rate: "A smaller rate leads to the same fit, later.",
    },
    choices: {
      regularization: "Regularization",
      iterations: "More iterations",
      zeros: "Zeros in place of the blanks",
      rate: "A smaller learning rate",
    },
  },
  "5.4": {
    title: "The bias of a person",
    question:
      "How much higher does person {person} (the row counted from 0) rate than everybody together? Work with the plain means of the known ratings in `data`.",
    hints: [
      "What is the mean of the known ratings in row {person}?",
      "What is the mean of all known ratings in the table?",
      "The bias is the difference. It is negative for somebody who rates lower.",
    ],
    solution: "The mean of the person's ratings minus the mean of all: {answer}.",
    wrong: {
      noMean: "That is the mean of the person's ratings. How much higher is it than the mean of all?",
      turned: "The sign is turned: somebody who rates high has a positive bias.",
      blanksAsZero: "You have counted the blanks as ratings of 0. Leave them out of both means.",
      sum: "You have used the sum of the person's ratings. Take their mean.",
      globalMean: "That is the mean of all ratings. How far above it is this person?",
    },
  },
  "5.5": {
    title: "A guess from biases",
    question:
      "The mean of all ratings is {mean}. A person's mean is {personMean}, a film's {filmMean}. What do the biases alone predict for this person and this film?",
    hints: [
      "The person's bias is {personMean} − {mean}, the film's {filmMean} − {mean}.",
      "Add both biases to the mean of all.",
    ],
    solution: "{mean} + ({personMean} − {mean}) + ({filmMean} − {mean}) = {answer}.",
    wrong: {
      halfway:
        "That is halfway between the two means. A generous person and a good film together make for more than either.",
      added: "You have added the two means. The mean of all is in both of them, so it counts twice.",
      allAdded: "You have added three means. A bias is only what lies above the mean of all.",
      filmAlone: "That is the film's mean. The person is missing.",
      personAlone: "That is the person's mean. The film is missing.",
      turned: "Your biases have their signs turned: a person who rates high should raise the guess.",
    },
  },
};
