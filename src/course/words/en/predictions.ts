import type { PredictionId, PredictionWords } from "../../predictions";

/** What is asked before something is shown, in English. */
export const predictions: Readonly<Record<PredictionId, PredictionWords>> = {
  "0.a": {
    question:
      "Now gradient descent looks for the same numbers. How close will it come to the ratings, compared with you?",
    choices: { closer: "Closer than I did", same: "About as close", farther: "Not as close" },
  },
  "0.b": { question: "Which rating will the model give where there is a blank?" },
  "0.c": {
    question: "How will the loss fall over 200 iterations? Draw it, as a share of the loss at the start.",
    axes: ["iteration", "loss"],
  },
  "2.a": {
    question:
      "h becomes smaller from line to line. Does the slope measured on one side come closer and closer to the true one?",
    choices: {
      closer: "Closer and closer",
      closerThenOff: "Closer at first, then off again",
      same: "It is the same all the way",
    },
  },
  "2.b": { question: "From which learning rate on will this step make its row worse?" },
  "3.a": {
    question: "Some cells are hidden. With 13 features in place of 2, what becomes of the guesses for them?",
    choices: { better: "They get better", worse: "They get worse", same: "They stay about the same" },
  },
  "3.b": {
    question: "How will the error on the hidden cells change from 1 to 8 features? Draw it.",
    axes: ["features", "error on hidden cells"],
  },
  "3.c": { question: "How many features will be enough to make this table exactly?" },
  "4.a": {
    question:
      "The learning rate is too large. How will the height on the parabola change over ten steps? Draw it.",
    axes: ["step", "height"],
  },
  "4.b": {
    question: "The same table with another seed. What will come out?",
    choices: {
      sameFactors: "The same L and U",
      sameProduct: "Other L and U, and the same product",
      otherProduct: "Another product as well",
    },
  },
  "5.a": {
    question: "A table with blanks: how good will 13 features be on the blanks, compared with 2?",
    choices: { better: "Better", worse: "Worse", same: "About the same" },
  },
  "5.b": {
    question: "What will biases do to the guesses on this small table?",
    choices: { better: "They make them better", worse: "They make them worse", same: "They change little" },
  },
  "5.c": {
    question: "How will the error of 13 features on hidden ratings change as λ grows? Draw it.",
    axes: ["λ", "error on hidden ratings"],
  },
  "6.a": { question: "The mean of all ratings is off by 1.09 stars (RMSE). How far off will the biases be?" },
  "6.b": {
    question: "How will the error on held-out ratings change over 60 epochs? Draw it.",
    axes: ["epoch", "RMSE on held-out ratings"],
  },
  "6.c": { question: "By how many stars will taste improve on the biases (RMSE)?" },
  "7.a": {
    question: "How many rounds of solving will it take to come as far as descent came in 700 iterations?",
  },
  "7.b": {
    question: "Showing everybody the most popular films: how good will that be, compared with BPR?",
    choices: { behind: "Far behind", close: "Close to it", ahead: "Ahead of it" },
  },
  "8.a": {
    question: "What will the parts look like that NMF finds in the digits?",
    choices: { strokes: "Strokes, alone or a few together", whole: "Whole digits", noise: "Noise" },
  },
  "8.b": { question: "How many times the squared error of SVD will that of NMF be, with 6 parts each?" },
  "9.a": {
    question: "Somebody new has rated one film. What will be on the list?",
    choices: {
      popular: "Mostly what everybody likes",
      alike: "Mostly films like that one",
      anything: "Anything at all",
    },
  },
  "9.b": { question: "How many seconds will the lists for all users take?" },
};
