import { element } from "../../../extension/src/dom";
import { Curve } from "../curve";
import { bar, button, drawToFit, saying, starsText } from "../parts";
import { Plane } from "../plane";
import { Player } from "../player";
import { ADA, APOLLO, RATINGS, ratedPlaces } from "../ratings";
import { averageMiss, SETTINGS, Training } from "../training";
import type { Settings } from "../training";

/** Slow enough that the eye can follow: the films part at about iteration 90. */
const HERE: Settings = { ...SETTINGS, learningRate: 0.02, iterations: 200 };
/** Starts of which each shows something else: in the third one, the factors change places. */
const SEEDS = [7, 1, 3, 2, 8, 4];

/** Training, watched: the loss falls, and films and people find their places. */
export function descentFigure(figure: HTMLElement): void {
  const plane = new Plane();
  const curve = new Curve({ iterations: HERE.iterations, range: [0, 10.5], height: 150 });
  const facts = element("p", { class: "facts" });
  const said = saying();
  said.classList.add("listen");
  let start = 0;
  let training = new Training(RATINGS, HERE);

  const show = (): void => {
    plane.show(training.model);
    curve.show([{ values: training.losses, kind: "now" }]);
    facts.replaceChildren(...factsOf(training));
    describe(plane, curve, training);
    play.disabled = step.disabled = training.ended;
  };
  const advance = (): boolean => {
    training.advance(1);
    // The end is found by asking for one more.
    if (training.losses.length > HERE.iterations) training.advance(1);
    show();
    if (training.ended) said.textContent = ending(training);
    return !training.ended;
  };
  const player = new Player(advance, () => {
    play.textContent = player.playing ? "Pause" : "Play";
  });
  const play = button("Play", () => (player.playing ? player.pause() : player.play()), true);
  const step = button("One round", () => {
    player.pause();
    advance();
  });
  const restart = (): void => {
    player.pause();
    training = new Training(RATINGS, { ...HERE, seed: SEEDS[start] });
    plane.clear();
    said.textContent = "";
    show();
  };
  const again = button("Start over", restart);
  const other = button("Another random start", () => {
    start = (start + 1) % SEEDS.length;
    restart();
  });
  figure.append(plane.node, curve.node, facts, bar(play, step, again, other), said);
  drawToFit(figure, () => plane.resize(plane.node.clientWidth));
  drawToFit(curve.node, (width) => curve.resize(width));
  show();
}

function factsOf(training: Training): Element[] {
  const miss = averageMiss(ratedPlaces(), (place) => training.guess(place));
  const facts = {
    Round: String(training.losses.length - 1),
    Loss: training.losses.at(-1)!.toFixed(2),
    "Average miss": starsText(miss, 2),
    "Ada on Apollo 13": starsText(training.guess([ADA, APOLLO])),
  };
  return Object.entries(facts).map(([name, value]) =>
    element("span", { children: [element("small", { text: name }), element("b", { text: value })] }),
  );
}

function describe(plane: Plane, curve: Curve, training: Training): void {
  const round = training.losses.length - 1;
  const loss = training.losses.at(-1)!.toFixed(2);
  curve.node.setAttribute("aria-label", `The loss: ${training.losses[0].toFixed(2)} at the start, ${loss} after round ${round}.`);
  plane.node.setAttribute("aria-label", `Six films and eight people in the plane of two factors, after round ${round}.`);
}

/** What the plane shows at the end, for those who cannot see it. */
function ending(training: Training): string {
  const { U } = training.model;
  const lean = (film: number): number => U.get(0, film) - U.get(1, film);
  const sides = [0, 1].map((side) => ["Gravity", "Apollo 13", "WALL·E", "Titanic", "Amélie", "Casablanca"].filter(
    (_, film) => lean(film) > 0 === (side === 0),
  ));
  return `Trained. The first factor is large for ${sides[0].join(", ")}; the second for ${sides[1].join(", ")}.`;
}
