import type { WordsOf } from "../../definition";
import type { Values07 } from "../../exercises/07";

/** Notebook 07 in English. */
export const words07: WordsOf<Values07> = {
  "7.1": {
    title: "A person, solved",
    question:
      "A person's `ratings` of five films have blanks; the columns of `U` are the films. Which two numbers p minimize Σ (rating − p·q)² + λ·‖p‖² over the films rated, with λ = {regularization}?",
    hints: [
      "Leave out the columns of U whose rating is a blank.",
      "Setting the slope to 0 gives (Q·Qᵀ + λ·I) p = Q·r, two equations for two numbers. Q are the columns that are left.",
      "The inverse of [[a, b], [b, d]] is [[d, −b], [−b, a]] divided by a·d − b².",
    ],
    solution: "(Q·Qᵀ + λ·I)⁻¹·Q·r over the rated films: {answer}.",
    wrong: {
      blanksAsZero: "You have counted the blanks as ratings of 0. Leave these films out, also from Q·Qᵀ.",
      noPenalty: "That is without the penalty: λ has to be added on the diagonal.",
      penaltyPerRating: "Your λ counts once for each rating. Here it counts once.",
      swapped: "You have swapped the two numbers.",
      notSolved: "That is Q·r, the right side. The equations still have to be solved.",
    },
  },
  "7.2": {
    title: "What a cell of counts adds to the loss",
    question:
      "Somebody has watched a series {count} times. The model's score is {score}, and α = {alpha}. What does this cell add to the loss of implicit ALS, confidence × (preference − score)²?",
    hints: ["The preference is 1 for whatever was watched at all.", "The confidence is 1 + α × count."],
    solution:
      "(1 + {alpha} × {count}) × (1 − {score})² = {answer}. The count says how sure we are, not how high the score should be.",
    wrong: {
      countAsRating:
        "You have used the count as a rating. Nobody says how much they like a series: the preference is 1.",
      noOne: "The 1 is missing from your confidence. Cells without a count have a confidence as well.",
      noConfidence: "The confidence is missing.",
      ratingError: "You have used the count as a rating, and left the confidence out.",
      notSquared: "The difference has to be squared.",
      confidence: "That is the confidence. How far off is the score?",
    },
  },
  "7.3": {
    title: "How hard a pair pulls",
    question:
      "BPR wants what is liked above what is not. The score of a film that somebody likes is {liked}, that of another film {other}. How hard does this pair still pull: σ(other − liked)?",
    hints: ["σ(x) = 1 ÷ (1 + e⁻ˣ).", "A pair that is already in order pulls with less than one half."],
    solution: "σ({other} − ({liked})) = {answer}.",
    wrong: {
      turned: "That is the probability that the order is right. What still pulls is the rest.",
      difference: "That is the difference of the scores, before σ.",
      loss: "That is the loss of the pair. What is asked for is its slope.",
      likedAlone: "The other film is missing: BPR compares two.",
      slope: "That is the slope of σ. The slope of the logarithm of σ is asked for, which is simpler.",
    },
  },
  "7.4": {
    title: "How good is a list",
    question:
      "`list` is what a model recommends, best first. `liked` are the films that the person likes. What is nDCG@5?",
    hints: [
      "Look at the first five places. A hit at place k, from 1, counts 1 ÷ log₂(k + 1).",
      "The ideal list has the liked films at the first places. Count how many of them there are.",
      "Divide what the list has by what the ideal list has.",
    ],
    solution:
      "The hits among the first five, each 1 ÷ log₂(place + 1), divided by the same sum for the ideal list: {answer}.",
    wrong: {
      notNormalized: "That is DCG. Divide by that of the ideal list.",
      precision:
        "That is the share of hits among five, whichever their places. nDCG counts early places more.",
      recall: "That is the share of liked films that were found. nDCG counts early places more.",
      idealOfFive: "Your ideal list has five liked films. This person has fewer.",
      wholeList: "You have looked at the whole list. @5 means the first five.",
    },
  },
  "7.5": {
    title: "How sure is a rating",
    question:
      "BayesianMF has drawn 20 ratings for one film, `draws`. What is the chance, by these, that it gets 4 stars or more? Answer with a number from 0 to 1.",
    hints: ["How many of the draws are 4 or more?", "Divide by how many there are."],
    solution: "The share of draws that are at least 4: {answer}.",
    wrong: {
      meanOnly: "You have asked whether the mean is 4 or more. The draws say more: how many of them are.",
      percent: "That is in percent. Answer with a number from 0 to 1.",
      count: "That is how many draws there are. Which share of all is it?",
      below: "That is the chance of less than 4.",
      mean: "That is the mean of the draws, a rating. Asked for is a chance.",
    },
  },
};
