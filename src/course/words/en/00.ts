import type { WordsOf } from "../../definition";
import type { Values00 } from "../../exercises/00";

/** Notebook 00 in English. */
export const words00: WordsOf<Values00> = {
  "0.1": {
    title: "What two tastes make of a film",
    question:
      "How much a person likes space and love is {person}. How much a film has of the two is {film}. Which rating does the model give it? Use `person` and `film`.",
    hints: [
      "Take one taste at a time. What does space alone add to the rating?",
      "For each taste, multiply what the person likes by what the film has.",
      "Then add the two products.",
    ],
    solution:
      "Each taste counts as much as the person likes it, times as much as the film has of it: person[0] × film[0] + person[1] × film[1].",
    wrong: {
      added:
        "You have added all four numbers. A taste that the person does not care for should count for nothing, however much of it the film has. Which operation does that?",
      oneTaste: "That is what space adds. The person has another taste as well.",
      otherTaste: "That is what love adds. The person has another taste as well.",
      crossed:
        "You have paired the person's space with the film's love. Which numbers belong to the same taste?",
      mean: "You have taken the mean of the two tastes. Do they share one rating, or does each add its part?",
      multiplied:
        "You have multiplied the two tastes with each other. A film without any space would then get 0, even from somebody who only cares for love.",
    },
  },
  "0.2": {
    title: "Dial the people",
    question:
      "The films' tastes `U` are given. Find `L`, two numbers for each of the three people, so that L·U is `ratings`. Only whole numbers from 0 to 3 are needed.",
    hints: [
      "Take one person at a time. Each row of L is two numbers.",
      "Look for a film that has only one taste. Its rating is the person's number for that taste, times the film's.",
      "With one number known, any other film gives you the second.",
    ],
    solution:
      "Row by row, the film with one taste gives the first number, and another film the second. Here L is {answer}.",
    wrong: {
      transposed:
        "The numbers are right, but the table is transposed. How many rows does L have, and who are they?",
      swapped: "You have swapped the two tastes. Row 0 of U is space. Which column of L belongs to it?",
      films: "That is U itself, the films. L is about the people.",
      ratings:
        "Those are the ratings. L has two numbers for each person, which give the ratings when they are multiplied by U.",
    },
  },
  "0.3": {
    title: "Most alike in taste",
    question:
      "Which of the other films is most like {film} in taste? What counts is the proportion of its two tastes, not how much it has of both. Answer with its name.",
    hints: [
      "Draw the films as arrows: space to the right, love up.",
      "Two films are alike in taste if their arrows point the same way, even if one of them is longer.",
      "Divide space by love for each film. Which quotient is nearest to that of {film}?",
    ],
    solution:
      "{answer} has the two tastes in the same proportion, so its arrow points the same way. Whoever likes the one will like the other as well.",
    wrong: {
      itself: "That is the film itself. Which of the others is most like it?",
      longest:
        "That film has the longest arrow. Long arrows mean that a film stirs strong feelings, not that it is of the same taste.",
      nearest:
        "That film's point lies nearest. But nearness mixes two things: the taste, and how much of it there is. Look at the direction of the arrows alone.",
    },
  },
  "0.4": {
    title: "A taste with its sign turned",
    question:
      "Somebody multiplies the first column of L by −1, and the first row of U as well. What becomes of L·U?",
    hints: ["Look at one cell: it is a sum of products, one for each taste.", "What is (−a) × (−b)?"],
    solution:
      "Both factors of each product change their signs, so the product keeps its own. The sign of a feature has no meaning by itself: one side of it could as well be called the other.",
    wrong: {
      turned:
        "One factor with its sign turned would do that. Here both factors of the same product are turned.",
      unknowable: "It can be known whatever the numbers are: write down one product before and after.",
    },
    choices: {
      same: "It stays the same",
      turned: "Its signs turn",
      unknowable: "That depends on the numbers",
    },
  },
  "0.5": {
    title: "Fill in the blank",
    question:
      "A person has rated two of three films: {ratings}. The columns of `U` are the three films. Which rating does the model give the third?",
    hints: [
      "The first film has only the first taste. What must the person's first taste be?",
      "Find the second taste from the second film in the same way.",
      "Now the two tastes are known. Multiply them by the third column of U, and add.",
    ],
    solution:
      "Each of the first two films shows one taste of the person: its rating divided by what the film has. The third film's rating is made of both: {answer}.",
    wrong: {
      blankAsZero: "You have taken the blank for a rating of 0. A blank says only that nobody has asked yet.",
      mean: "That is the mean of the person's ratings. It does not look at what the third film is like.",
      meanWithZero: "That is a mean in which the blank counts as 0. A blank is not a rating.",
      ratingsAsTastes:
        "You have used the ratings as tastes. A rating is the taste times what the film has of it, so the film's number has to be taken out first.",
      filmAlone: "That is what the film has. How much of each the person likes is missing.",
    },
  },
};
