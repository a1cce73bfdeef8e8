import { EXPERIMENT_LIMITS } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import { element } from "../dom";
import { t } from "../words";
import { signButton } from "./buttons";
import {
  linearScale,
  logScale,
  notNegativeNumber,
  NumberField,
  positiveNumber,
  wholeNumber,
} from "./number-field";
import type { SliderScale } from "./number-field";
import { RangeField } from "./range-field";
import { TextField } from "./text-field";

type Options = Omit<Experiment, "data" | "labels">;

/** The most features on the slider; more can be typed. */
const SLIDER_FEATURES = 20;
/** Penalties of the slider: none at its left end, and then by powers of ten. */
const PENALTIES: SliderScale = {
  min: -4,
  max: 1,
  step: 0.05,
  toPosition: (value) => (value > 0 ? Math.log10(value) : -4),
  toValue: (position) => (position <= -4 ? 0 : Number((10 ** position).toPrecision(2))),
};
/** New seeds are below this: short enough to be read aloud. */
const NEW_SEEDS = 10_000;

/** Fields for all options of an experiment, that is, all but its data. */
export class Fields {
  readonly node = element("div", { class: "factorlab-fields" });
  private readonly features: NumberField;
  private readonly learningRate: NumberField;
  private readonly iterations: NumberField;
  private readonly penalty: NumberField;
  private readonly seed: TextField<number>;
  private readonly initRange: RangeField;
  /** What few need. */
  private readonly more: HTMLDetailsElement;

  /**
   * @param onChange is called with each valid value, under its name.
   * @param onSettled is called when a change ends: the slider is released, the number is typed.
   */
  constructor(
    private readonly onChange: (change: Partial<Options>) => void,
    onSettled: () => void,
  ) {
    const { features, iterations } = EXPERIMENT_LIMITS;
    const field = (
      name: "features" | "learningRate" | "iterations",
      label: string,
      scale: SliderScale,
      read: typeof positiveNumber,
    ): NumberField => new NumberField(label, scale, read, (value) => onChange({ [name]: value }), onSettled);
    const [few, rates] = [linearScale(1, SLIDER_FEATURES), logScale(1e-4, 10, false)];
    const long = logScale(1, iterations, true);
    this.features = field("features", t("Features"), few, wholeNumber(1, features));
    this.learningRate = field("learningRate", t("Learning rate"), rates, positiveNumber);
    this.iterations = field("iterations", t("Iterations"), long, wholeNumber(1, iterations));
    this.seed = new TextField(t("Seed"), wholeSeed, (seed) => onChange({ seed }));
    this.initRange = new RangeField((initRange) => onChange({ initRange }), onSettled);
    this.penalty = new NumberField(
      t("Penalty λ"),
      PENALTIES,
      notNegativeNumber,
      (value) => onChange({ regularization: value > 0 ? value : undefined }),
      onSettled,
    );
    this.node.append(this.features.node, this.learningRate.node, this.iterations.node);
    const summary = element("summary", { text: t("Advanced") });
    this.more = element("details", { children: [summary, this.initRange.node] });
    this.node.append(this.penalty.node, this.seedNode(onSettled), this.more);
  }

  /** Is unfolded where the fields of another language are. */
  takeOver({ more }: Fields): void {
    this.more.open = more.open;
  }

  show(e: Options): void {
    this.features.show(e.features);
    this.learningRate.show(e.learningRate);
    this.iterations.show(e.iterations);
    this.penalty.show(e.regularization ?? 0);
    this.seed.show(e.seed);
    this.initRange.show(e.initRange);
  }

  private seedNode(onSettled: () => void): HTMLElement {
    const renew = signButton("⟳", t("New seed"), () => {
      this.onChange({ seed: Math.floor(Math.random() * NEW_SEEDS) });
      onSettled();
    });
    const label = element("span", { text: t("Seed") });
    const pair = element("div", { class: "factorlab-pair", children: [this.seed.input, renew] });
    const node = element("div", { class: "factorlab-field", children: [label, pair, this.seed.message] });
    node.addEventListener("change", onSettled);
    return node;
  }
}

function wholeSeed(text: string): ReturnType<typeof positiveNumber> {
  const value = /^\s*[-−+]?\d+\s*$/.test(text) ? Number(text.replace("−", "-")) : NaN;
  return Number.isSafeInteger(value)
    ? { value: value + 0 }
    : { problem: t("A whole number within ±(2⁵³ − 1)") };
}
