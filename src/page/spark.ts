/**
 * `factorlab/spark` in a page. A page cannot open the kind of connection that Spark speaks over, so options are checked as
 * on Node, and everything that would need Node or a server says that it is not there.
 */
import { SparkError } from "../spark/errors";
import { checkSparkOptions } from "../spark/options";
import type { SparkALSOptions, SparkALSSettings } from "../spark/options";

export { SparkError, SparkServerError } from "../spark/errors";

/** What the exported class of the same name is on Node. */
export class SparkALS {
  readonly settings: SparkALSSettings;

  constructor(options: SparkALSOptions = {}) {
    this.settings = checkSparkOptions(options);
  }

  fit(): Promise<never> {
    return Promise.reject(outOfReach());
  }

  fitTo(): Promise<never> {
    return Promise.reject(outOfReach());
  }

  ratingsOf(): Promise<never> {
    return Promise.reject(outOfReach());
  }

  job(): never {
    throw outOfReach();
  }
}

export const loadSparkModel = (): Promise<never> => Promise.reject(outOfReach());

// eslint-disable-next-line require-yield -- as on Node, what is wrong is said when the first block is asked for
export async function* sparkModelBlocks(): AsyncGenerator<never, void, undefined> {
  await Promise.reject(outOfReach());
}

function outOfReach(): SparkError {
  const advice = "expected Node, as in JupyterLab on your own computer";
  return new SparkError("unreachable", `cells that run in a page cannot reach Spark, ${advice}`);
}
