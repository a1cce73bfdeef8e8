import { wrongArgument } from "../../errors";
import { Displayed } from "../../outputs/displayed";
import type { FactorizationLike } from "../../payload/build";
import { checkOptionNames, checkWhole } from "../../training/options";

/** Options of `plane`. */
export interface PlaneOptions {
  /**
   * The features across and up, counted from 0, which differ; or one alone, which lies across.
   * @default [0, 1], or [0] where there is no other
   */
  features?: readonly number[];
}

/** Rows and columns of a table's factors as arrows in the plane of two features; a notebook draws it. */
export class FeaturePlane extends Displayed {
  /** Takes the factors as they are now. @param features the features across and up, counted from 0. */
  constructor(
    model: FactorizationLike,
    readonly features: readonly number[],
  ) {
    super(({ plane }) => plane(model, features), "Plane of features");
  }
}

/** Checks the options of `plane`. @throws ValueError */
export function planeFeatures(options: PlaneOptions, count: number): number[] {
  checkOptionNames(options, ["features"]);
  const features: unknown = options.features ?? (count > 1 ? [0, 1] : [0]);
  if (!Array.isArray(features) || features.length < 1 || features.length > 2)
    throw wrongArgument("features", features, "a list of one or two features, such as [0, 1]");
  const checked = features.map((feature, k) => checkWhole(feature, `features[${k}]`, 0, count - 1));
  if (checked[0] === checked[1])
    throw wrongArgument("features[1]", checked[1], `another feature than ${checked[0]}`);
  return checked;
}
