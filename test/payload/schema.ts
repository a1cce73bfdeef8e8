import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020";

/** A file of docs/. */
export const documentation = (file: string): string =>
  readFileSync(join(import.meta.dirname, "..", "..", "docs", file), "utf8");

export const schema = JSON.parse(documentation("payload.schema.json")) as Record<string, unknown>;

const validate = new Ajv2020({ ownProperties: true, allowUnionTypes: true }).compile(schema);

/** The schema's objections to a value; null where it is valid. */
export function schemaComplaint(value: unknown): string | null {
  if (validate(value)) return null;
  const complaints = validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
  return complaints?.join("; ") ?? "not valid";
}
