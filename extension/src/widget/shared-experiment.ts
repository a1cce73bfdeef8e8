import type { Experiment, FactorizationPayload } from "factorlab/view";
import type { WidgetModel } from "./model";

/** What Python is told of the state that is shown. */
type ShownState = Pick<FactorizationPayload, "L" | "U" | "loss" | "iteration">;

/** Milliseconds between two messages to Python while an experiment changes. */
const PAUSE = 150;

/** Tells Python of a person's experiment and of the state that is shown, the last one of each run among them. */
export class SharedExperiment {
  private timer = 0;
  private next: (() => unknown) | null = null;
  private sent = "";

  constructor(private readonly model: WidgetModel) {}

  /** @param payload the state that is shown, once it is to be sent. */
  share(experiment: Experiment, payload: () => ShownState | null): void {
    this.next = () => written(experiment, payload());
    if (this.timer === 0) this.timer = window.setTimeout(() => this.send(), PAUSE);
  }

  dispose(): void {
    if (this.timer !== 0) this.send();
  }

  private send(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    const value = this.next?.();
    const text = JSON.stringify(value);
    if (!value || text === this.sent) return;
    this.sent = text;
    this.model.set("experiment", value);
    this.model.save_changes();
  }
}

/** An experiment as Python reads it: options by their names there, factors and losses of the shown state. */
function written(experiment: Experiment, payload: ShownState | null): unknown {
  if (!payload) return null;
  const { data, labels, features, learningRate, iterations, seed, initRange } = experiment;
  const { L, U, loss, iteration } = payload;
  return {
    ...{ data, labels: labels ?? null, features, iterations, seed, L, U, loss, iteration },
    learning_rate: learningRate,
    init_range: initRange,
  };
}
