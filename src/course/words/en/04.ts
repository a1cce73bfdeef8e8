import type { WordsOf } from "../../definition";
import type { Values04 } from "../../exercises/04";

/** Notebook 04 in English. */
export const words04: WordsOf<Values04> = {
  "4.1": {
    title: "A step on a parabola",
    question:
      "A ball lies on the parabola a·(x − m)² with a = {a} and m = {m}, at x = {x}. Where is it after one step of gradient descent with a learning rate of {learningRate}?",
    hints: [
      "The slope of a·(x − m)² is 2·a·(x − m).",
      "Downhill is against the slope: subtract the learning rate times the slope.",
    ],
    solution: "{x} − {learningRate} × 2 × {a} × ({x} − ({m})) = {answer}.",
    wrong: {
      uphill: "You have gone uphill. Descent subtracts the slope.",
      noTwo: "The step is half as long as it should be. What is the derivative of a square?",
      bottom:
        "That is the bottom of the parabola. One step does not lead there, unless the rate is just right.",
      noRate: "You have gone by the slope itself. The learning rate makes the step smaller.",
      stepAlone: "That is the step. Where does it lead, from x?",
      height: "You have used the height in place of the slope.",
    },
  },
  "4.2": {
    title: "When steps grow",
    question:
      "On the parabola {a}·x², from which learning rate on does each step lead higher up than it began?",
    hints: [
      "A step takes x to x − rate × 2 × a × x. That is x times a factor.",
      "The steps grow when this factor is below −1: the ball lands farther away on the other side.",
      "Solve 1 − 2·a·rate = −1.",
    ],
    solution:
      "At a rate of 1 ÷ a = {answer}, the factor 1 − 2·a·rate is −1: the ball jumps to the same height on the other side for ever.",
    wrong: {
      fastest:
        "With that rate one step leads to the bottom: it is the best one. How much larger may it be before the ball ends higher than it began?",
      noTwo: "The slope of a·x² is 2·a·x. You have used a·x.",
      steepness: "That is how steep the parabola is. The steeper it is, the smaller the rate has to be.",
      one: "A rate of 1 is the bound only for the parabola x². This one is steeper.",
    },
  },
  "4.3": {
    title: "A path, written by you",
    question:
      "Write a function `path(slope, start, learningRate, steps)`. It returns the list of all places that gradient descent comes through, in one dimension, with the start first. `slope(x)` gives the slope at x, such as 2·a·(x − m) with the values below.",
    hints: [
      "Begin with the list [start].",
      "Each new place is the last one minus the learning rate times the slope there.",
      "After `steps` steps, the list has steps + 1 places.",
    ],
    solution: "The list begins with the start, and each place follows from the one before.",
    wrong: {
      uphill: "Your path goes uphill. Descent subtracts the slope.",
      noStart: "Your path does not have the place where it starts.",
      oneLess: "Your path is one step too short.",
      oldSlope: "You use the slope of the start in each step. It changes with the place.",
    },
  },
  "4.4": {
    title: "Two steps with momentum",
    question:
      "Descent with momentum on {a}·(x − m)², m = {m}: the velocity starts at 0 and becomes {momentum} × velocity − {learningRate} × slope, then x moves by it. It begins at x = {x}. Where is it after two steps?",
    hints: [
      "The first step is one of plain descent, since the velocity was 0.",
      "Before the second step, work out the slope at the new place.",
      "The second velocity is {momentum} times the first one, minus {learningRate} times the new slope.",
    ],
    solution:
      "The first velocity is that of plain descent. The second keeps {momentum} of it, and adds the slope of the new place: x ends at {answer}.",
    wrong: {
      plain:
        "Those are two steps of plain descent. The second should keep a part of the first one's velocity.",
      oneStep: "That is where one step leads. Take a second.",
      coasting: "In your second step, only the momentum moves the ball. The slope still pulls.",
      oldSlope: "You have used the slope of the start again. After the first step it is another one.",
      braking: "Your momentum brakes. It should keep the direction.",
    },
  },
  "4.5": {
    title: "Many solutions, one product",
    question:
      "Somebody replaces `L` by L·M, where `M` is a table of 2 × 2. What must `U` be replaced by, so that the product stays L·U?",
    hints: [
      "Put something between L·M and the new U that takes M back.",
      "M times its inverse is the table with 1 on the diagonal, and 0 elsewhere.",
      "The inverse of [[a, b], [c, d]] is [[d, −b], [−c, a]] divided by a·d − b·c.",
    ],
    solution:
      "The inverse of M, times U: (L·M)·(M⁻¹·U) = L·U. Here that is {answer}. So there are infinitely many L and U for one product.",
    wrong: {
      unchanged: "With U as it was, the product becomes L·M·U. What takes M back?",
      sameWay: "You have multiplied U by M as well. Then M counts twice. It has to be taken back.",
      turnedInverse:
        "You have used the transposed inverse. Where do the two numbers with the minus sign stand?",
      product: "That is L·U, which should stay. What is its right factor?",
      transposed: "The numbers are right, but the table is transposed. It should have the shape of U.",
    },
  },
};
