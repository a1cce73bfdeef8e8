// Reads each digit in one way only: a million of them, and then a letter, would otherwise be tried in a million ways.
const NUMBER_TEXT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number that a text writes in decimal digits; NaN where it writes none. @param commas whether 3,5 is one. */
export function numberOf(text: string, commas: boolean): number {
  const plain = commas ? text.trim().replace(",", ".") : text.trim();
  // Number() would take "" for 0 and "0x1f" for 31.
  return NUMBER_TEXT.test(plain) ? Number(plain) : NaN;
}

/** What may stand between thousands. */
export type Thousands = "," | "." | " " | "'";

/** Numbers with something between groups of three digits. */
const GROUPED: Readonly<Record<Thousands, RegExp>> = {
  ",": /^[+-]?\d{1,3}(?:,\d{3})+(?![\d,])/,
  ".": /^[+-]?\d{1,3}(?:\.\d{3})+(?![\d.])/,
  " ": /^[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)/,
  "'": /^[+-]?\d{1,3}(?:['’]\d{3})+(?!\d)/,
};

/** The text of a number without what stands between its thousands; any other text as it is. */
export function withoutThousands(text: string, thousands: Thousands): string {
  const plain = text.trim();
  const [grouped] = GROUPED[thousands].exec(plain) ?? [];
  return grouped === undefined ? plain : grouped.replace(/[^\d+-]/g, "") + plain.slice(grouped.length);
}

/** Which option helps where a text is a number as people write it, but not as it is read here; null where none does. */
export function numberRemedy(text: string): string | null {
  const plain = text.trim();
  if (/^[+-]?\d{1,3},\d{3}$/.test(plain)) {
    const whole = plain.replace(",", "");
    return `say thousands: "," where it means ${whole}, or decimal: "," where it means ${plain.replace(",", ".")}`;
  }
  if (/^[+-]?\d*,\d+$/.test(plain)) return 'for decimal commas say decimal: ","';
  for (const mark of Object.keys(GROUPED) as Thousands[]) {
    const rest = withoutThousands(plain, mark);
    const commas = mark === "." || rest.includes(",");
    if (rest === plain || Number.isNaN(numberOf(rest, commas))) continue;
    return `for digits in groups of three say thousands: "${mark}"${commas ? ', decimal: ","' : ""}`;
  }
  return null;
}
