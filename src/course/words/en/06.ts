import type { WordsOf } from "../../definition";
import type { Values06 } from "../../exercises/06";

/** Notebook 06 in English. */
export const words06: WordsOf<Values06> = {
  "6.1": {
    title: "The simplest baseline",
    question:
      "The baseline predicts the mean of the `train` ratings for everything. What is its RMSE on the `test` ratings?",
    hints: [
      "First the mean of train: that is all that the model knows.",
      "Then the errors on test: each rating minus that mean.",
      "Square, take the mean, take the root.",
    ],
    solution: "The root of the mean of (rating − mean of train)² over the test ratings: {answer}.",
    wrong: {
      ownMean: "You have used the mean of the test ratings themselves. The model must not know them.",
      onTraining:
        "You have measured on the training ratings. Whoever is asked what they have learned by heart always looks good.",
      allMean: "The test ratings are in your mean. The model must not know them.",
      noRoot: "That is the mean squared error. RMSE is its root.",
      absolute: "That is the mean absolute error. RMSE squares the errors first.",
      mean: "That is the prediction. How far off is it?",
    },
  },
  "6.2": {
    title: "Stop in time",
    question:
      "`train` and `validation` are the errors after epochs 1 to 10. Which epoch's model do you keep?",
    hints: [
      "Which of the two curves has seen the ratings it is measured on?",
      "Find the lowest validation error. Epochs are counted from 1.",
    ],
    solution: "After epoch {answer} the validation error is lowest. What comes later is learned by heart.",
    wrong: {
      training:
        "You have gone by the training error. It falls on and on, whether or not the model gets better.",
      countedFromZero: "You have counted from 0. The first number is that of epoch 1.",
      whereItRises: "There the validation error rises again. Keep the epoch before.",
      patience: "There early stopping would have noticed. The model that it goes back to is an earlier one.",
      loss: "That is the lowest error. After which epoch was it?",
    },
  },
  "6.3": {
    title: "An error bar",
    question: "The errors of five folds are {errors}. What is the standard error of their mean?",
    hints: [
      "First the standard deviation: the root of the sum of squares around the mean, divided by n − 1.",
      "The mean of n folds varies less than one fold: divide by the root of n.",
    ],
    solution: "The standard deviation (with n − 1) divided by √5: {answer}.",
    wrong: {
      spread: "That is how much one fold varies. The mean of five varies less.",
      byAll:
        "You have divided the squares by n. The mean was taken from the same numbers, so divide by n − 1.",
      noRoot: "That is its square. Take the root.",
      dividedByCount: "You have divided by n. The mean of n numbers varies by 1 ÷ √n of what one does.",
      range: "That is the range from the lowest to the highest.",
      mean: "That is the mean. How sure is it?",
    },
  },
  "6.4": {
    title: "Better, or chance?",
    question:
      '`A` and `B` are the RMSE of two models on the same five folds. Is one of them better, or is it too close to tell? Answer "A", "B" or "cannot tell".',
    hints: [
      "Both were measured on the same folds: look at the five differences.",
      "Compare the mean of the differences with its standard error.",
      "If the mean is less than about two and a half standard errors from 0, chance can explain it.",
    ],
    solution:
      "It goes by the mean of the five differences and its standard error. Here the answer is: {answer}.",
    wrong: {
      lowerMean:
        "Its mean is lower, but look at the folds one by one: the differences go both ways. A hundredth of a star in bold may be chance.",
      higherIsBetter: "RMSE is an error. Is more of it better?",
      tooCautious:
        "Look at the differences fold by fold: they all go the same way, by much more than they vary.",
    },
  },
  "6.5": {
    title: "A split that does not leak",
    question: "A service will predict next month's ratings. Which test ratings tell how well?",
    hints: [
      "What does the model know at the time at which it predicts?",
      "Could a rating of tomorrow be among what it is trained on?",
    ],
    solution:
      "Test ratings that are later than all training ratings. In a random split the model is trained on what comes after what it predicts.",
    wrong: {
      random:
        "In a random split some training ratings are later than the test ratings. The model then knows the future.",
      favourites: "The ratings of popular films are the easy ones. The rare ones count as well.",
      same: "Ratings that the model was trained on say how well it copies.",
    },
    choices: {
      later: "Those later than a day, with all earlier ones for training",
      random: "A random fifth",
      favourites: "Those of the films with most ratings",
      same: "The ratings that it was trained on",
    },
  },
};
