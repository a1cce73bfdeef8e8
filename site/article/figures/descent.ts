import { element } from "../../../extension/src/dom";
import { Curve } from "../curve";
import { bar, button, drawToFit, saying, starsText } from "../parts";
import { Plane } from "../plane";
import { Player } from "../player";
import { ADA, APOLLO, FILMS, RATINGS, ratedPlaces } from "../ratings";
import { averageMiss, STARTS, Training, WATCHED } from "../training";

/** Training, watched: the loss falls, and films and people find their places. */
export class DescentFigure {
  private readonly plane = new Plane();
  private readonly curve = new Curve({ iterations: WATCHED.iterations, range: [0, 10.5], height: 170 });
  private readonly facts = element("p", { class: "facts" });
  private readonly said = saying();
  private readonly player = new Player(
    () => this.advance(),
    () => this.show(),
  );
  private readonly play = button("Play", () => this.playOrPause(), true);
  private readonly step = button("One round", () => {
    this.player.pause();
    this.advance();
  });
  private training = new Training(RATINGS, WATCHED);
  private start = 0;
  private readersGuess: number | null = null;

  constructor(figure: HTMLElement) {
    this.said.classList.add("listen");
    const again = button("Start over", () => this.restart());
    const other = button("Another random start", () => {
      this.start = (this.start + 1) % STARTS.length;
      this.restart();
    });
    figure.append(this.pictures(), bar(this.play, this.step, again, other), this.said);
    this.show();
  }

  /** Tells the figure what the reader thinks that Ada would give. */
  compareWith(stars: number): void {
    this.readersGuess = stars;
    this.show();
  }

  private pictures(): HTMLElement {
    const place = element("div");
    place.append(this.plane.node);
    const side = element("div");
    side.append(this.curve.node, this.facts);
    drawToFit(place, (width) => this.plane.resize(width));
    drawToFit(side, (width) => this.curve.resize(width));
    return element("div", { class: "descent", children: [place, side] });
  }

  private playOrPause(): void {
    if (this.player.playing) {
      this.player.pause();
      return;
    }
    if (this.training.ended) this.restart();
    this.player.play();
  }

  private restart(): void {
    this.player.pause();
    this.training = new Training(RATINGS, { ...WATCHED, seed: STARTS[this.start] });
    this.plane.clear();
    this.said.textContent = "";
    this.show();
  }

  private advance(): boolean {
    const { training } = this;
    training.advance(1);
    this.show();
    if (training.ended) this.said.textContent = ending(training);
    return !training.ended;
  }

  private show(): void {
    const { training, plane, curve } = this;
    const round = training.losses.length - 1;
    plane.show(training.model);
    plane.node.setAttribute(
      "aria-label",
      `Six films and eight people in the plane of two factors, after round ${round}.`,
    );
    curve.show([{ values: training.losses, kind: "now" }]);
    curve.node.setAttribute("aria-label", `The loss is ${lossText(training)} after round ${round}.`);
    this.facts.replaceChildren(...factsOf(training, this.readersGuess));
    this.step.disabled = training.ended;
    this.play.textContent = this.player.playing ? "Pause" : training.ended ? "Play again" : "Play";
  }
}

function lossText({ losses }: Training): string {
  return losses.at(-1)!.toFixed(2);
}

function factsOf(training: Training, readersGuess: number | null): Element[] {
  const miss = averageMiss(ratedPlaces(), (place) => training.guess(place));
  const fact = (name: string, value: string, ...more: Element[]): Element =>
    element("span", { children: [element("small", { text: name }), element("b", { text: value }), ...more] });
  const said = element("small", { text: readersGuess === null ? "" : `You said ${readersGuess}.` });
  return [
    fact("Round", String(training.losses.length - 1)),
    fact("Loss", lossText(training)),
    fact("Average miss", starsText(miss, 2)),
    fact("Ada on Apollo 13", starsText(training.guess([ADA, APOLLO])), said),
  ];
}

/** What the plane shows at the end, for those who cannot see it. */
function ending({ model }: Training): string {
  const first = (film: number): boolean => model.U.get(0, film) > model.U.get(1, film);
  const [mostFirst, mostSecond] = [true, false].map((wanted) =>
    FILMS.filter((_, film) => first(film) === wanted).join(", "),
  );
  return `Trained. The first factor is the larger one of ${mostFirst}; the second one of ${mostSecond}.`;
}
