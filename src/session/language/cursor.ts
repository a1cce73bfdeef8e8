/** Jupyter counts a cursor's position in characters, JavaScript in UTF-16 units. */

/** The UTF-16 offset of a position that is counted in characters. */
export function toUnits(code: string, characters: number): number {
  let units = 0;
  for (let left = characters; left > 0 && units < code.length; left--) {
    units += (code.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  }
  return units;
}

/** The number of characters before a UTF-16 offset. */
export function toCharacters(code: string, units: number): number {
  return Array.from(code.slice(0, units)).length;
}
