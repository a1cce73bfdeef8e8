const SQUARE_SIZE = 8;
const step = 10;

/** A grid of squares; larger entries are darker. */
function squares(x: number, y: number, rows: number, columns: number, colour: string): string {
  let squares = "";
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const opacity = (0.45 + 0.55 * (((row * 2 + column * 3) % 5) / 4)).toFixed(2);
      const geometry = `x="${x + column * step}" y="${y + row * step}" width="${SQUARE_SIZE}" height="${SQUARE_SIZE}"`;
      squares += `<rect ${geometry} rx="1.5" fill="${colour}" fill-opacity="${opacity}"/>`;
    }
  }
  return squares;
}

/** The kernel's logo: a tall matrix L and a wide matrix U around their product. */
export const logo: string =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">` +
  `<rect width="64" height="64" rx="10" fill="#ffffff"/>` +
  squares(5, 27, 3, 2, "#2f6fb2") +
  squares(28, 5, 2, 3, "#d9822b") +
  squares(28, 27, 3, 3, "#5a6672") +
  `</svg>\n`;

/** The logo of a kernel that is not ours: two letters. */
export const plainLogo: string =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">` +
  `<rect x="1" y="1" width="62" height="62" rx="10" fill="#ffffff" stroke="#9aa3ad" stroke-width="2"/>` +
  `<text x="32" y="41" text-anchor="middle" font-family="sans-serif" font-size="26" fill="#5a6672">ts</text>` +
  `</svg>\n`;
