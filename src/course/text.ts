// Values as text: as code that a person could paste, and within sentences.

const DIGITS = 4;

/** A number with at most a few decimals, without zeros at its end. */
export function numberText(value: number): string {
  const decimals = Math.abs(value) >= 1 || value === 0 ? DIGITS : DIGITS + 2;
  return String(Number(value.toFixed(decimals)));
}

/** A value as TypeScript writes it; a table has a line for each row. */
export function valueText(value: unknown, indent: string = ""): string {
  if (typeof value === "number") return numberText(value);
  if (Array.isArray(value)) return listText(value, indent);
  if (typeof value === "object" && value !== null) return recordText(value, indent);
  return JSON.stringify(value) ?? String(value);
}

function listText(values: readonly unknown[], indent: string): string {
  const deeper = `${indent}  `;
  if (!values.some((value) => Array.isArray(value)))
    return `[${values.map((value) => valueText(value, deeper)).join(", ")}]`;
  const rows = values.map((value) => `${deeper}${valueText(value, deeper)},`);
  return `[\n${rows.join("\n")}\n${indent}]`;
}

/** The most characters of a record that stands in one line. */
const ONE_LINE = 60;

function recordText(record: object, indent: string): string {
  const deeper = `${indent}  `;
  const parts = Object.entries(record).map(
    ([key, value]) => `${/^\w+$/.test(key) ? key : JSON.stringify(key)}: ${valueText(value, deeper)}`,
  );
  const line = `{ ${parts.join(", ")} }`;
  if (line.length <= ONE_LINE && !line.includes("\n")) return line;
  return `{\n${parts.map((part) => `${deeper}${part},`).join("\n")}\n${indent}}`;
}

/** A sentence with values in the place of `{name}`; what is not among them stays. */
export function fill(sentence: string, values: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? textInside(values[name]) : whole,
  );
}

function textInside(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" ? numberText(value).replace("-", "−") : valueText(value);
}
