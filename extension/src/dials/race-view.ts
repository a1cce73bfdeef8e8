import { turnsText, wantsLogAxis, wantsLogIterations } from "factorlab/view";
import type { RunPayload } from "factorlab/view";
import { element, replaceChildren, setText } from "../dom";
import { textButton } from "../playground/buttons";
import type { Preferences } from "../preferences";
import { Legend } from "../views/curve/legend";
import { LightChart } from "../views/curve/light-chart";
import { InView } from "../views/in-view";
import { allLosses, lastIterationOf, plotOf } from "../views/curve/plot";
import { t } from "../words";
import type { Pace, RaceState } from "./race";
import { raceVerdict } from "./verdict";

/** Receives what is done with the race. */
export interface RaceHost {
  /** Both begin at the start. */
  onRace(): void;
  onPause(): void;
  onPace(pace: Pace): void;
  onEnd(): void;
}

/** The paces to choose from. */
const PACES: readonly Pace[] = [4, 20, 100, "turn"];

/** The machine's run beside a person's turns: two curves, and in words who leads. */
export class RaceView {
  readonly node: HTMLElement;
  private readonly chart: LightChart;
  private readonly plot: HTMLElement;
  private readonly legend = new Legend(() => this.redraw());
  private readonly verdict = element("p", { class: "factorlab-dials-verdict" });
  private readonly start: HTMLButtonElement;
  private readonly pause: HTMLButtonElement;
  private readonly end: HTMLButtonElement;
  private readonly pace = element("select");
  private readonly controls: HTMLElement;
  private readonly curves: HTMLElement;
  private unit: string | null = null;
  private shown: { state: RaceState; look: Preferences } | null = null;
  private readonly inView: InView;
  /** Whether the curves wait until they are seen. */
  private isLate = false;

  constructor(host: RaceHost) {
    this.chart = new LightChart(() => unitText(this.shown?.state.race.run?.unit));
    this.chart.node.setAttribute("role", "img");
    this.plot = element("div", { class: "factorlab-plot", children: [this.chart.node] });
    this.start = textButton(t("Race the machine"), () => host.onRace(), "primary");
    this.pause = textButton(t("Pause"), () => host.onPause());
    this.end = textButton(t("To its end"), () => host.onEnd());
    this.pace.addEventListener("change", () => host.onPace(PACES[this.pace.selectedIndex]));
    const label = element("label", { children: [element("span", { text: t("Pace") }), this.pace] });
    this.controls = element("div", {
      class: "factorlab-buttons",
      children: [this.start, this.pause, this.end, label],
    });
    const title = element("strong", { text: t("Race") });
    this.curves = element("div", { class: "factorlab-loss", children: [this.legend.node, this.plot] });
    // No landmark: a page with several outputs has several of them.
    this.node = element("div", {
      class: "factorlab-dials-race",
      attributes: { role: "group", "aria-label": t("Race") },
      children: [title, this.controls, this.verdict, this.curves],
    });
    this.inView = new InView(this.node, () => this.isLate && this.redraw());
  }

  /** How the race stands, in words. */
  get words(): string {
    return this.verdict.textContent ?? "";
  }

  show(state: RaceState, look: Preferences): void {
    this.shown = { state, look };
    const { race } = state;
    const can = race.run !== null;
    this.controls.hidden = !can;
    if (race.run) this.namePaces(race.run.unit);
    this.pace.selectedIndex = PACES.indexOf(race.pace);
    setText(this.start, race.begun ? t("Race again") : t("Race the machine"));
    this.pause.hidden = !race.begun || race.isAtEnd;
    setText(this.pause, race.running ? t("Pause") : t("Go on"));
    this.end.disabled = race.begun && race.isAtEnd;
    setText(this.verdict, raceVerdict(state, t));
    // A model without a start that could be trained again, such as an SVD, has nobody to race.
    this.node.hidden = !can && this.words === "";
    this.redraw();
  }

  dispose(): void {
    this.inView.dispose();
  }

  private redraw(): void {
    this.isLate = this.inView.seen === null;
    if (!this.shown || this.isLate) return;
    const { state, look } = this.shown;
    const runs = runsOf(state);
    const drawn = runs.some(({ loss }) => loss.values.length > 1);
    this.curves.hidden = !drawn;
    if (!drawn) return;
    this.legend.show(runs, look);
    const [losses, last] = [allLosses(runs), lastIterationOf(runs)];
    const plot = plotOf(runs, { log: wantsLogAxis(losses), early: wantsLogIterations(last) });
    this.chart.show(
      runs.map((run, k) => (this.legend.shows(k) ? run : { ...run, loss: { iterations: [], values: [] } })),
      plot,
      look,
      raceVerdict(state, t),
    );
  }

  private namePaces(unit: string): void {
    if (this.unit === unit) return;
    this.unit = unit;
    const name = (pace: Pace): string => {
      if (pace === "turn")
        return unit === "update" ? t("one update for each turn") : t("one iteration for each turn");
      return unit === "update"
        ? t("{pace} updates a second", { pace })
        : t("{pace} iterations a second", { pace });
    };
    replaceChildren(
      this.pace,
      PACES.map((pace) => element("option", { text: name(pace) })),
    );
  }
}

function runsOf({ race, turns }: RaceState): RunPayload[] {
  const own = { iterations: turns.map((_, k) => k), values: [...turns] };
  const mine: RunPayload = {
    name: t("by hand: {turns}", { turns: turnsText(Math.max(0, turns.length - 1), t) }),
    loss: own,
  };
  if (!race.begun || !race.run) return [mine];
  const { divergedAt } = race.run;
  const machine = { name: t("machine"), loss: race.shown };
  return [mine, divergedAt !== null && race.isAtEnd ? { ...machine, divergedAt } : machine];
}

function unitText(unit: string | undefined): string {
  if (unit === undefined) return t("turn");
  return unit === "update" ? t("turn or update") : t("turn or iteration");
}
