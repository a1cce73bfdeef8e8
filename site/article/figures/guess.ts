import { element } from "../../../extension/src/dom";
import { cellButton, paintStars } from "../cells";
import { bar, saying } from "../parts";
import { ADA, APOLLO, FILMS, PEOPLE, RATINGS } from "../ratings";
import { ratingsTable } from "../table";

/** Those who rate as Ada does. */
const ALIKE = ["Ada", "Dev", "Grace"];

const ANSWERS: Record<number, string> = {
  1: "One star? Everybody whose row looks like Ada’s gave it five. Look at Dev and Grace.",
  2: "Two stars? Everybody whose row looks like Ada’s gave it five. Look at Dev and Grace.",
  3: "Three is the careful answer: nearly the average of the column. But look at Dev and Grace, whose rows are like Ada’s.",
  4: "Four: so you noticed that Ada loved Gravity, and that Dev and Grace, whose rows are like hers, gave Apollo 13 five.",
  5: "Five: so you noticed that Ada loved Gravity, and that Dev and Grace, whose rows are like hers, gave Apollo 13 five.",
};

/** The table with its holes: the reader says what Ada would think of a film. */
export function guessFigure(figure: HTMLElement, onGuess: (stars: number) => void): void {
  const { node, cells, people } = ratingsTable("What eight people gave six films, in stars", (person, film) => {
    const cell = element("span", { class: "cell" });
    paintStars(cell, RATINGS[person][film]);
    if (RATINGS[person][film] === null)
      cell.setAttribute("aria-label", `${PEOPLE[person]} has not seen ${FILMS[film]}`);
    return cell;
  });
  const asked = cells[ADA][APOLLO];
  asked.classList.add("asked");
  const said = saying();
  const buttons = [1, 2, 3, 4, 5].map((stars) => {
    const button = cellButton();
    button.removeAttribute("tabindex");
    paintStars(button, stars);
    button.setAttribute("aria-label", `${stars} ${stars === 1 ? "star" : "stars"}`);
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      buttons.forEach((each) => each.setAttribute("aria-pressed", String(each === button)));
      paintStars(asked, stars);
      asked.classList.add("guessed");
      asked.removeAttribute("aria-label");
      people.forEach((person, row) => {
        person.parentElement?.classList.toggle("faded", !ALIKE.includes(PEOPLE[row]));
      });
      said.textContent = ANSWERS[stars];
      onGuess(stars);
    });
    return button;
  });
  const choice = element("div", {
    class: "stars",
    attributes: { role: "group", "aria-label": "What would Ada give Apollo 13?" },
    children: buttons,
  });
  figure.append(node, bar(element("span", { class: "label", text: "Ada would give it" }), choice), said);
}
