import { ValueError } from "../../errors";

/** The models that take weights of ratings. */
export const WEIGHABLE: readonly string[] = [
  ...["ALS", "BayesianMF", "BiasOnly", "BiasedMF", "GlobalMean", "ImplicitALS", "LogisticMF"],
  ...["MostPopular", "NonnegativeMF", "SVDPlusPlus"],
];

/** The error for ratings with weights, which a model cannot take. */
export function noWeights(model: string): ValueError {
  const others = `${WEIGHABLE.slice(0, -1).join(", ")} and ${WEIGHABLE[WEIGHABLE.length - 1]}`;
  const expected = `ratings without weights, as ${model} takes none; ${others} do`;
  return new ValueError(`ratings has weights, expected ${expected}`, {
    argument: "ratings",
    actual: "weights",
    expected,
  });
}
