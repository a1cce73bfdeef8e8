import { product, readExperiment, runToEnd, startOf, verdict, workingRate } from "factorlab";
import type { Experiment, FactorizationPayload, Trace } from "factorlab";
import { element } from "../dom";
import { preferences } from "../preferences";
import { t } from "../words";
import { PlaygroundForm } from "./form";
import type { PlaygroundState } from "./form";
import { textButton } from "./buttons";

/** The form under an output until equation, curve and form stand together: it trains in the page, all at once. */
export class Preview {
  readonly node = element("div");
  private readonly form: PlaygroundForm;

  constructor(payload: FactorizationPayload) {
    this.form = new PlaygroundForm({
      onChange: (experiment) => this.show(experiment),
      onCompareSeeds: () => undefined,
      onPlay: () => undefined,
      onStep: () => undefined,
      onWhatIf: () => undefined,
    });
    const open = textButton(t("Try your inputs here!"), () => {
      open.replaceWith(this.form.node);
      this.show(experimentOf(payload));
    });
    this.node.append(open);
  }

  dispose(): void {
    this.form.dispose();
  }

  private show(experiment: Experiment): void {
    this.form.show(stateOf(experiment), preferences());
  }
}

function stateOf(experiment: Experiment): PlaygroundState {
  const run = (each: Experiment): Trace => runToEnd(startOf(each));
  const trace = run(experiment);
  const judged = verdict(experiment, trace);
  const { L, U } = trace.frames[trace.frames.length - 1];
  const [rows, columns, k] = [experiment.data.length, experiment.data[0].length, experiment.features];
  const LU = product(
    { rows, columns: k, values: Array.from(L) },
    { rows: k, columns, values: Array.from(U) },
  );
  return {
    ...{ experiment, trace, verdict: judged, running: false, playing: false, predicted: LU.values },
    workingRate: judged.state === "diverged" ? workingRate(experiment, run) : null,
  };
}

function experimentOf({ data, L, labels, seed, learningRate, iteration }: FactorizationPayload): Experiment {
  const rows = Array.from({ length: data.rows }, (_, i) =>
    data.values.slice(i * data.columns, (i + 1) * data.columns),
  );
  const options = { seed: seed ?? undefined, learningRate: learningRate ?? undefined };
  return readExperiment({
    data: rows,
    labels,
    features: L.columns,
    iterations: iteration || 700,
    ...options,
  });
}
