/** Words in a text: what a name can be made of, in any script. */

const part = String.raw`[\p{ID_Continue}$\u200c\u200d]`;
const partAtStart = new RegExp(`^${part}`, "u");
const wordAtEnd = new RegExp(`#?${part}*$`, "u");

/** The part of a name, or of a private name such as `#count`, that stands right before an offset. */
export function wordBefore(text: string, offset: number): string {
  return wordAtEnd.exec(text.slice(0, offset))?.[0] ?? "";
}

/** Whether the character that begins, or goes on, at an offset can be part of a name. */
export function isWordAt(text: string, offset: number): boolean {
  const isSecondHalf = /[\udc00-\udfff]/.test(text[offset] ?? "");
  return partAtStart.test(text.slice(isSecondHalf ? offset - 1 : offset, offset + 2));
}
