import type { PictureFactors, PictureTask } from "factorlab/view";
import { EngineChannel } from "../../engine/client";
import type { EngineAnswer } from "../../engine/messages";

/** The factors of a picture, with so many features. */
export interface Factors extends PictureFactors {
  readonly features: number;
}

/** Finds the factors of pictures in the worker. Singular values are found once: the first of many are those of few. */
export class FactorsOfPictures {
  private channel: EngineChannel | null = null;
  private whole: { readonly task: PictureTask; readonly factors: Factors } | null = null;

  /**
   * Answers at once where it can, else when the worker has them; a new question takes the place of the one before.
   * @param most the most features that are ever asked for.
   */
  ask(
    task: PictureTask,
    most: number,
    onFactors: (factors: Factors) => void,
    onError: (message: string) => void,
  ): void {
    this.channel?.stop();
    const { whole } = this;
    if (task.method === "svd" && whole?.task.values === task.values) {
      onFactors(firstOf(whole.factors, task));
      return;
    }
    const asked = task.method === "svd" ? { ...task, features: most } : task;
    const take = (answer: EngineAnswer): void => {
      if (answer.kind === "error") onError(answer.message);
      if (answer.kind !== "picture") return;
      const factors = { ...answer.factors, features: asked.features };
      if (task.method === "svd") this.whole = { task: asked, factors };
      onFactors(firstOf(factors, task));
    };
    this.channel ??= new EngineChannel();
    this.channel.ask({ kind: "picture", task: asked }, take);
  }

  dispose(): void {
    this.channel?.dispose();
  }
}

/** The first features: columns of L, and rows of U. */
function firstOf({ L, U, features: all }: Factors, { rows, columns, features }: PictureTask): Factors {
  if (features === all) return { L, U, features };
  const few = new Float64Array(rows * features);
  for (let i = 0; i < rows; i++) few.set(L.subarray(i * all, i * all + features), i * features);
  return { L: few, U: U.subarray(0, features * columns), features };
}
