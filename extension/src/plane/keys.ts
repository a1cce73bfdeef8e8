import type { PlanePoint } from "factorlab/view";

/** Where arrow keys lead. */
export const WAYS: Readonly<Record<string, PlanePoint | undefined>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
