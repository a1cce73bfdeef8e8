import type { WordsOf } from "../../definition";
import type { Values09 } from "../../exercises/09";

/** Notebook 09 in English. */
export const words09: WordsOf<Values09> = {
  "9.1": {
    title: "Somebody who has rated nothing",
    question:
      "Somebody new has rated nothing. `biases` are those of the films, `counts` how many people rated each, and `lengths` how long each film's arrow of features is. Which film does the model with biases predict the highest rating for?",
    hints: [
      "What does the model know of somebody without ratings? Which parts of μ + b_u + b_i + p·q are left?",
      "Only μ and the film's bias are.",
    ],
    solution: "Without ratings, p and b_u are 0. What is left is μ + b_i, which is largest for {answer}.",
    wrong: {
      popular: "That film was rated most often. What many have seen need not be what they liked.",
      longest:
        "That film has the longest arrow. It counts only together with a person's tastes, of which nothing is known.",
      worst: "That film has the lowest bias.",
    },
  },
  "9.2": {
    title: "How much of it is taste",
    question:
      "A model predicts {prediction}. The mean of all ratings is {mean}, the person's bias {personBias}, the film's {filmBias}. How much of the prediction is taste?",
    hints: ["The prediction is a sum of four parts.", "Subtract the three that are known."],
    solution: "{prediction} − {mean} − ({personBias}) − ({filmBias}) = {answer}.",
    wrong: {
      noPerson: "The person's bias is still in it.",
      noFilm: "The film's bias is still in it.",
      noMean: "The mean of all is still in it.",
      onlyMean: "Both biases are still in it.",
      turned: "The sign is turned.",
      biasesAdded: "You have added the biases where they are to be taken away.",
    },
  },
  "9.3": {
    title: "A list of three",
    question:
      "`scores` are a model's scores for one person, `seen` what the person has seen. Which three films do you recommend, best first? Answer with a list of names.",
    hints: ["Leave out what was seen.", "Order the rest by score, highest first, and take three."],
    solution: "Of what was not seen, the three with the highest scores are {answer}.",
    wrong: {
      withSeen: "You recommend something that the person has already seen.",
      worstFirst: "Those are the lowest scores.",
      popular:
        "You have gone by how often the films were rated. That makes nearly the same list for everybody: it is popularity, not this person's taste.",
      turned: "The films are right, but the best should come first.",
    },
  },
  "9.4": {
    title: "A list, written by you",
    question:
      "Write a function `recommend(scores, seen, count)`. It returns the indices of the `count` highest scores among what was not seen, best first. `seen` is a list of indices.",
    hints: [
      "Begin with the indices: [...scores.keys()].",
      "Filter out those in seen, before you count.",
      "Sort by score, highest first, and take the first count.",
    ],
    solution: "First leave out what was seen, then sort, then cut.",
    wrong: {
      withSeen: "Your list has what was already seen.",
      seenAfterwards: "You leave out what was seen after you have cut the list. Then it may be too short.",
      worstFirst: "Your list begins with the lowest scores.",
      scores: "You return the scores. Return the indices.",
      all: "You return all unseen indices. Only count of them were asked for.",
    },
  },
  "9.5": {
    title: "Does it fit into memory",
    question:
      "A service has {users} users and {items} items. How many gigabytes (10⁹ bytes) do L and U take with {features} features, as 32-bit floats?",
    hints: [
      "How many numbers are there? A row for each user, and a column for each item.",
      "32 bits are 4 bytes.",
    ],
    solution: "({users} + {items}) × {features} × 4 bytes = {answer} GB.",
    wrong: {
      wholeTable: "That is the whole table of users × items. Its factors are far smaller.",
      doubles: "That is with 64-bit floats, which take 8 bytes.",
      onlyUsers: "The items are missing.",
      numbers: "That is how many numbers there are, in billions. Each takes 4 bytes.",
      bits: "That is in gigabits. A byte has 8 bits.",
      bytes: "That is in bytes. A gigabyte is 10⁹ of them.",
    },
  },
};
