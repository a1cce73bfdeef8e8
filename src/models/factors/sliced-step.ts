import { sliced } from "../../kernels/sliced";
import type { Slices } from "../../kernels/slices";
import type { Epoch, Step } from "../recommender/rating-model";

/** The step whose epochs are done in these slices, or all of them at one go. */
export const slicedStep = (inSlices: (epoch: Epoch) => Slices<number>): Step => sliced(inSlices);
