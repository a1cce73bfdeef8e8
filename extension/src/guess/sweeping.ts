import type { Experiment, SweepPoint, Sweeps } from "factorlab/view";
import { EngineChannel } from "../engine/client";

/** Milliseconds of rest after the last change until the sweeps are trained, so that a dragged slider stays quick. */
const REST = 200;

/** Has the worker train with other features and penalties, for one experiment after the other. */
export class Sweeping {
  /** What is known; of the experiment before where that of the present one is still to come. */
  sweeps: Sweeps | null = null;
  /** How many trainings are done, of how many; null where none runs. */
  progress: { done: number; all: number } | null = null;
  /** Why they failed. */
  problem: string | null = null;
  private readonly channel = new EngineChannel();
  private asked = "";
  private latest: Experiment | null = null;
  private rest: ReturnType<typeof setTimeout> | undefined;

  /** @param changed is called whenever more is known. */
  constructor(private readonly changed: () => void) {}

  /** Takes sweeps that are known, such as those of an output. */
  use(experiment: Experiment, sweeps: Sweeps): void {
    this.stop();
    this.asked = keyOf(experiment);
    this.sweeps = sweeps;
  }

  /** Trains for an experiment, unless that was asked for already. */
  ask(experiment: Experiment): void {
    // Frames of a training that is played ask for the same one again and again.
    if (experiment === this.latest) return;
    this.latest = experiment;
    const key = keyOf(experiment);
    if (key === this.asked) return;
    this.stop();
    this.asked = key;
    this.progress = { done: 0, all: 0 };
    this.rest = setTimeout(() => this.train(experiment), REST);
  }

  /** Forgets everything. */
  forget(): void {
    this.stop();
    this.asked = "";
    this.latest = null;
    this.sweeps = null;
  }

  dispose(): void {
    this.stop();
    this.channel.dispose();
  }

  private stop(): void {
    clearTimeout(this.rest);
    this.channel.stop();
    this.progress = null;
    this.problem = null;
  }

  private train(experiment: Experiment): void {
    this.channel.ask({ kind: "sweeps", experiment }, (answer) => {
      if (answer.kind === "error") {
        this.progress = null;
        this.problem = answer.message;
      } else if (answer.kind === "sweeps") {
        const { sweeps, done, all } = answer;
        this.sweeps = done < all ? withThoseBefore(sweeps, this.sweeps) : sweeps;
        this.progress = done < all ? { done, all } : null;
      } else return;
      this.changed();
    });
  }
}

/**
 * Sweeps that are still trained, with the points of those before where theirs are to come: charts and their controls
 * stay where they are until then.
 */
export function withThoseBefore(sweeps: Sweeps, before: Sweeps | null): Sweeps {
  if (!before) return sweeps;
  const merge = (now: SweepPoint[], old: SweepPoint[]): SweepPoint[] => {
    const trained = new Set(now.map(({ value }) => value));
    return [...now, ...old.filter(({ value }) => !trained.has(value))].sort((a, b) => a.value - b.value);
  };
  return {
    ...sweeps,
    features: merge(sweeps.features, before.features),
    regularization: merge(sweeps.regularization, before.regularization),
  };
}

/** What the sweeps depend on: names and the plane beside do not change them. */
function keyOf({ labels: _, plane: __, ...experiment }: Experiment): string {
  return JSON.stringify(experiment);
}
