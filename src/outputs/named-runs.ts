import type { LossViewPayload, RunPayload } from "../payload/types";
import { said } from "./translate";
import type { Translate } from "./translate";

/** The runs of a chart, each with its name in the language of `t`. */
export function namedRuns({ runs }: LossViewPayload, t?: Translate): RunPayload[] {
  return runs.map((run) => ({ ...run, name: said(run.name, t) }));
}
