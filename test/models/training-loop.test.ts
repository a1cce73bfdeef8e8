import { describe, expect, test } from "vitest";
import { DivergenceError } from "../../src/errors";
import { TrainingLoop } from "../../src/models/recommender/training-loop";
import type { TrainedModelState, TrainingParts } from "../../src/models/recommender/training-loop";
import { checkFit } from "../../src/models/recommender/fit-options";
import type { FitOptions } from "../../src/models/recommender/fit-options";
import { Ratings } from "../../src/ratings/ratings";
import { TrainingHistory } from "../../src/training/history";

const some = Ratings.from([["Ada", "Alien", 5]]);
const stopping: FitOptions = { validation: some, earlyStopping: { patience: 3 } };

/** A training with given losses: the parameter is the number of the epoch. */
class Given {
  readonly model: TrainedModelState = {
    settings: { epochs: 100, seed: 1 },
    history: new TrainingHistory(),
    epoch: 0,
  };
  readonly parameters = { epochs: Float64Array.of(0) };

  constructor(private readonly losses: readonly number[]) {}

  loop(options: FitOptions = {}, before?: ReturnType<TrainingLoop["record"]>): TrainingLoop {
    const loss = (): number => this.losses[this.parameters.epochs[0] - 1];
    const training: TrainingParts = {
      parameters: this.parameters,
      step: ({ epoch }) => {
        this.parameters.epochs[0] = epoch;
        return loss();
      },
      changed: () => this.parameters,
      heldOut: options.validation ? some.rows : null,
      lossOn: loss,
      curvatureBound: () => 1,
    };
    return new TrainingLoop(this.model, training, checkFit(options), before);
  }

  /** Trains to the end, or for as many epochs as given; gives the model's epoch and that of its parameters. */
  train(options: FitOptions = {}, epochs: number = this.losses.length): number[] {
    const loop = this.loop(options);
    for (let n = 0; n < epochs && !loop.ended; n++) loop.advance();
    return [this.model.epoch, this.parameters.epochs[0]];
  }
}

describe("a training diverges", () => {
  test("where the loss is more than a million times that of the first epoch, and not before", () => {
    expect(new Given([2, 2e6]).train()).toEqual([2, 2]);
    expect(() => new Given([2, 2.001e6]).train()).toThrow(DivergenceError);
  });

  test("not where a loss that began at zero rises a little", () => {
    expect(new Given([0, 0.9]).train()).toEqual([2, 2]);
    expect(() => new Given([0, 1.1]).train()).toThrow(DivergenceError);
  });

  test.each([NaN, Infinity])("where the loss is %d, and goes back to the best epoch", (loss) => {
    const given = new Given([3, 1, 2, loss]);
    expect(() => given.train()).toThrow(DivergenceError);
    expect([given.model.epoch, given.parameters.epochs[0]]).toEqual([2, 2]);
    expect(given.model.history.divergedAt).toBe(4);
  });

  test("by the same bound after it was cut and resumed", () => {
    const given = new Given([2, 1, 2.001e6]);
    const cut = given.loop();
    cut.advance();
    cut.advance();
    const resumed = given.loop({}, cut.record());
    expect(() => resumed.advance()).toThrow(DivergenceError);
  });
});

describe("early stopping waits", () => {
  test("for as many epochs in a row as patience says", () => {
    expect(new Given([5, 6, 6, 4, 6, 6, 3, 6, 6, 6, 1]).train(stopping)).toEqual([7, 7]);
  });

  test("on from where it was cut", () => {
    const given = new Given([5, 6, 6, 6, 1]);
    const cut = given.loop(stopping);
    for (let epoch = 1; epoch <= 3; epoch++) cut.advance();
    const resumed = given.loop(stopping, cut.record());
    expect(resumed.advance()).toMatchObject({ epoch: 4, best: false, stopped: true });
    expect([given.model.epoch, given.parameters.epochs[0]]).toEqual([1, 1]);
  });
});
