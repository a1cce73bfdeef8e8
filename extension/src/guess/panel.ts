import { guessDecimals, guesses, guessFacts, guessSentences, guessTop } from "factorlab/view";
import type { Experiment, Frame, GuessAxis, GuessFacts, SweepPoint, Sweeps, Trace } from "factorlab/view";
import { element, replaceChildren, setText } from "../dom";
import { keepKey } from "../keys";
import { preferences } from "../preferences";
import type { Preferences } from "../preferences";
import { t } from "../words";
import { wholeData } from "../workbench/snapshot";
import type { Subject } from "../workbench/subject";
import { textButton } from "../playground/buttons";
import { GuessChart } from "./chart";
import { withRandomFifth } from "./hiding";
import type { GuessHost } from "./host";
import { legendOf } from "./legend";
import { Sweeping } from "./sweeping";
import { GuessTable } from "./table";
import { HideTools } from "./tools";

/** What is shown while cells are hidden. */
interface Shown {
  readonly subject: Subject;
  readonly trace: Trace;
  readonly frame: Frame;
}

/** Tools to hide cells with; below, what hiding them has shown: in words, in three charts, and cell by cell. */
export class GuessPanel {
  readonly node = element("div", {
    class: "factorlab-guess",
    attributes: { "data-lm-suppress-shortcuts": "true" },
  });
  private readonly tools: HideTools;
  private readonly hint = element("p", { class: "factorlab-note" });
  private readonly first = element("p", { class: "factorlab-guess-first", attributes: { role: "status" } });
  private readonly words = element("div", { class: "factorlab-guess-words" });
  private readonly status = element("p", { class: "factorlab-note factorlab-guess-status" });
  private readonly charts: Readonly<Record<GuessAxis, GuessChart>>;
  private readonly stopThere: HTMLButtonElement;
  private readonly legend = element("p", { class: "factorlab-note factorlab-guess-legend" });
  private readonly table: GuessTable;
  private readonly results: HTMLElement;
  private readonly sweeping: Sweeping;
  private known: { key: readonly unknown[]; facts: GuessFacts } | null = null;
  private given: Sweeps | undefined;

  constructor(
    private readonly host: GuessHost,
    given: Sweeps | undefined,
  ) {
    this.given = given;
    this.sweeping = new Sweeping(() => host.draw());
    this.tools = new HideTools({
      onHiding: (on) => host.onHiding(on),
      onRandom: () => host.change(withRandomFifth),
      onNone: () => host.change(({ heldOut: _, ...experiment }) => experiment),
    });
    const chart = (axis: "features" | "regularization"): GuessChart =>
      new GuessChart(axis, (value) => host.change((experiment) => withOption(experiment, axis, value)));
    this.charts = {
      iterations: new GuessChart("iterations", (iteration) => host.goTo(iteration)),
      features: chart("features"),
      regularization: chart("regularization"),
    };
    this.stopThere = textButton("", () => this.stopAtBest());
    this.table = new GuessTable(host.hiding, () => host.draw());
    const row = element("div", {
      class: "factorlab-guess-charts",
      children: Object.values(this.charts).map(({ node }) => node),
    });
    const said = element("div", {
      class: "factorlab-guess-said",
      children: [this.words, this.stopThere],
    });
    this.results = element("div", {
      class: "factorlab-guess-results",
      children: [
        ...[this.first, this.status, this.legend, row],
        element("div", { class: "factorlab-guess-below", children: [said, this.table.node] }),
      ],
    });
    this.node.append(this.tools.node, this.hint, this.results);
    this.node.addEventListener("keydown", keepKey);
  }

  /** Takes the sweeps that came with an output. */
  use(given: Sweeps | undefined): void {
    this.given = given;
    this.sweeping.forget();
  }

  /** The sweeps of what is shown, once they are complete. */
  get sweeps(): Sweeps | null {
    return this.sweeping.progress === null ? this.sweeping.sweeps : null;
  }

  show(): void {
    const { subject, trace, frame } = this.host.timeline;
    const experiment = this.host.experiment();
    const count = subject?.heldOut?.places.length ?? 0;
    this.tools.show(this.host.hiding.on, count);
    this.hint.hidden = count > 0;
    setText(this.hint, hint());
    this.results.hidden = count === 0;
    if (!subject || !trace || !frame || count === 0) return;
    if (experiment?.heldOut) this.sweep(experiment);
    const facts = this.facts(subject, trace);
    this.showWords(facts, subject, trace);
    this.showCharts(facts, { subject, trace, frame }, experiment, preferences());
    this.showCells(facts, subject, frame);
  }

  dispose(): void {
    for (const chart of Object.values(this.charts)) chart.dispose();
    this.sweeping.dispose();
  }

  private sweep(experiment: Experiment): void {
    if (this.given) this.sweeping.use(experiment, this.given);
    this.given = undefined;
    this.sweeping.ask(experiment);
  }

  /** What is known so far, found once for each change of it. */
  private facts(subject: Subject, trace: Trace): GuessFacts {
    const { sweeps } = this.sweeping;
    const key = [subject, trace, sweeps];
    if (this.known?.key.every((part, k) => part === key[k])) return this.known.facts;
    const { data } = subject;
    const heldOut = subject.heldOut?.places.map((place): [number, number] => [
      Math.floor(place / data.columns),
      place % data.columns,
    ]);
    const facts = guessFacts({
      data: { ...data, values: wholeData(subject) },
      heldOut: heldOut ?? [],
      loss: trace.loss,
      validation: trace.validation ?? { iterations: [], values: [] },
      ...(sweeps ? { sweeps } : {}),
    });
    this.known = { key, facts };
    return facts;
  }

  private showWords(facts: GuessFacts, { labels, data }: Subject, trace: Trace): void {
    const { progress, problem } = this.sweeping;
    const busy = progress !== null || !trace.ended;
    this.first.setAttribute("aria-busy", String(busy));
    this.node.toggleAttribute("data-busy", busy);
    setText(this.status, problem ?? statusWords(progress, this.sweeping.sweeps, trace, data));
    this.status.hidden = this.status.textContent === "";
    // While it trains, the last words stay: everything below would jump otherwise.
    if (busy && this.first.textContent !== "") return;
    const [first = "", ...more] = trace.divergedAt === null ? guessSentences(facts, labels, t) : [];
    setText(this.first, busy ? "" : first);
    replaceChildren(this.words, busy ? [] : more.map((text) => element("p", { text })));
  }

  private showCharts(
    facts: GuessFacts,
    { trace, frame }: Shown,
    experiment: Experiment | null,
    look: Preferences,
  ): void {
    const { iterations, features, regularization, mean } = facts;
    const curves = [iterations, features, regularization].map((turn) => turn?.points ?? []);
    const top = guessTop(curves, mean);
    const decimals = guessDecimals(facts);
    const { sweeps } = this.sweeping;
    const common = { top, mean, decimals };
    const [, ofFeatures, ofPenalties] = curves;
    this.charts.iterations.show(
      { ...common, points: curves[0], diverged: NONE, current: frame.iteration },
      look,
    );
    this.charts.features.show(
      {
        ...{ ...common, points: ofFeatures, diverged: divergedOf(sweeps?.features) },
        current: experiment?.features ?? 0,
      },
      look,
    );
    this.charts.regularization.show(
      {
        ...{ ...common, points: ofPenalties, diverged: divergedOf(sweeps?.regularization) },
        current: experiment?.regularization ?? 0,
      },
      look,
    );
    const legend = `${look.theme} ${mean > 0 && mean <= top}`;
    if (this.legend.dataset.shown !== legend) {
      this.legend.dataset.shown = legend;
      replaceChildren(this.legend, legendOf(look, mean > 0 && mean <= top));
    }
    const best = trace.ended && trace.divergedAt === null ? trace.bestAt : undefined;
    this.stopThere.hidden = !experiment || !best || best >= experiment.iterations;
    if (best) setText(this.stopThere, t("Stop after iteration {best}", { best }));
  }

  private showCells(facts: GuessFacts, subject: Subject, frame: Frame): void {
    const { heldOut, data, features, labels } = subject;
    if (!heldOut) return;
    const cells = heldOut.places.map((place) => ({
      row: Math.floor(place / data.columns),
      column: place % data.columns,
    }));
    const guessed = guesses(heldOut, { features, columns: data.columns }, frame);
    this.table.show({
      ...{ cells, values: heldOut.values, guesses: guessed, labels },
      decimals: guessDecimals(facts),
    });
  }

  private stopAtBest(): void {
    const best = this.host.timeline.trace?.bestAt;
    if (best) this.host.change((experiment) => ({ ...experiment, iterations: best }));
  }
}

const NONE: readonly number[] = [];

function divergedOf(sweep: readonly SweepPoint[] = []): readonly number[] {
  const values = sweep.filter(({ validation }) => validation === null).map(({ value }) => value);
  return values.length > 0 ? values : NONE;
}

function withOption(experiment: Experiment, axis: "features" | "regularization", value: number): Experiment {
  if (axis === "features") return { ...experiment, features: value };
  return { ...experiment, regularization: value > 0 ? value : undefined };
}

/** As many features as are tried where there is time for all. */
const MOST_TRIED = 12;

function statusWords(
  progress: Sweeping["progress"],
  sweeps: Sweeps | null,
  trace: Trace,
  { rows, columns }: Subject["data"],
): string {
  if (progress && progress.all > 0)
    return t("Training with other features and penalties: {done} of {all}", progress);
  if (progress) return t("Training with other features and penalties …");
  if (trace.divergedAt !== null)
    return t("This training diverged, so that there is nothing to guess with. Try a lower rate.");
  const last = trace.loss.iterations[trace.loss.iterations.length - 1];
  if (trace.ended && sweeps && sweeps.iterations < last)
    return t("The other trainings have {iterations} iterations each, so that they end in time.", {
      iterations: sweeps.iterations,
    });
  if (trace.ended && sweeps && sweeps.features.length < Math.min(rows, columns, MOST_TRIED))
    return t("Only some numbers of features and penalties are tried, so that they end in time.");
  return "";
}

function hint(): string {
  return t(
    "Hide some of the numbers: training sees the others alone, and its guesses are compared with what you hid.",
  );
}
