import { element } from "../../../extension/src/dom";
import { paintStars } from "../cells";
import { bar, saying, starsText } from "../parts";
import { ADA, APOLLO, FILMS, PEOPLE, RATINGS } from "../ratings";
import { ratingsTable } from "../table";

/** Those who rate as Ada does. */
const ALIKE = ["Ada", "Dev", "Grace"];

const LOW = "? Everybody whose row looks like Ada’s gave it five. Look at Dev and Grace.";
const HIGH =
  ": so you noticed that Ada loved Gravity, and that Dev and Grace, whose rows are like hers, gave Apollo 13 five.";
const ANSWERS = [
  `One star${LOW}`,
  `Two stars${LOW}`,
  "Three is the careful answer, near the average of the column. But look at Dev and Grace, whose rows are like Ada’s.",
  `Four${HIGH}`,
  `Five${HIGH}`,
];

/** The table with its holes: the reader says what Ada would think of a film. */
export function guessFigure(figure: HTMLElement, onGuess: (stars: number) => void): void {
  const { node, cells, people } = ratingsTable("What eight people gave six films, in stars", ratingCell);
  const asked = cells[ADA][APOLLO];
  asked.classList.add("asked");
  const said = saying();
  const choose = (stars: number): void => {
    paintStars(asked, stars);
    asked.setAttribute("aria-label", `You said ${stars}`);
    people.forEach((person, row) => {
      person.parentElement?.classList.toggle("faded", !ALIKE.includes(PEOPLE[row]));
    });
    said.textContent = ANSWERS[stars - 1];
    onGuess(stars);
  };
  figure.append(
    node,
    bar(element("span", { class: "label", text: "Ada would give it" }), starButtons(choose)),
    said,
  );
}

function ratingCell(person: number, film: number): HTMLElement {
  const cell = element("span", { class: "cell" });
  const stars = RATINGS[person][film];
  paintStars(cell, stars);
  if (stars === null) {
    cell.setAttribute("role", "img");
    cell.setAttribute("aria-label", `${PEOPLE[person]} has not seen ${FILMS[film]}`);
  }
  return cell;
}

/** One to five stars, of which one is chosen. */
function starButtons(onChoose: (stars: number) => void): HTMLElement {
  const buttons = [1, 2, 3, 4, 5].map((stars) => {
    const button = element("button", {
      class: "cell",
      attributes: { type: "button", "aria-label": starsText(stars, 0), "aria-pressed": "false" },
    });
    paintStars(button, stars);
    button.addEventListener("click", () => {
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
      onChoose(stars);
    });
    return button;
  });
  return element("div", {
    class: "stars",
    attributes: { role: "group", "aria-label": "What would Ada give Apollo 13?" },
    children: buttons,
  });
}
