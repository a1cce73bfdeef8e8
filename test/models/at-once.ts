import { readModel, wholeModel } from "../../src/models/shared/model-files";

/** What a model's `toSafetensors` gives. */
export function toBytes(model: { readonly name: string }): Uint8Array {
  return wholeModel(model.name, (model as unknown as { unwritten(): object }).unwritten());
}

/** What a class's `fromSafetensors` gives. */
export function fromBytes<Model>(Class: { fromJSON(json: unknown): Model }, bytes: Uint8Array): Model {
  return Class.fromJSON(readModel(bytes));
}
