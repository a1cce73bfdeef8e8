import { matrixOf, matrixRecord } from "../tables/record";
import type { FittedRecord, MatrixRecord } from "../tables/record";
import type { Sealed } from "../shared/sealed";
import type { Tensor } from "../shared/tensor";
import type { NMFInit, NMFOptions, NMFSettings } from "./options";

/**
 * An NMF model as plain data.
 * @typeParam Numbers how numbers are held: as base64 of their bytes in JSON.
 */
export interface NMFRecord<Numbers = string> extends FittedRecord<Numbers>, Sealed {
  /** The model's options with their values. */
  settings: Omit<NMFSettings, "init"> & {
    /** How the factors begin; absent where the choice is the model's. */
    init?:
      | NMFInit
      | {
          /** rows × features. */
          L: MatrixRecord<Numbers>;
          /** features × columns. */
          U: MatrixRecord<Numbers>;
        };
  };
}

export function settingsRecord({ init, ...rest }: NMFSettings): NMFRecord<Tensor>["settings"] {
  if (typeof init !== "object") return init === undefined ? rest : { ...rest, init };
  return { ...rest, init: { L: matrixRecord(init.L), U: matrixRecord(init.U) } };
}

/** The options that give these settings. */
export function nmfOptionsOf({ init, seed, ...rest }: NMFRecord<unknown>["settings"]): NMFOptions {
  if (typeof init !== "object") return { ...rest, seed: seed ?? undefined, init };
  return { ...rest, init: { L: matrixOf(init.L, "init.L"), U: matrixOf(init.U, "init.U") } };
}
