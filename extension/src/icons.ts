import { LabIcon } from "@jupyterlab/ui-components";

const ICON_SQUARE = 8;
const SQUARE_STEP = 10;

/** Draws a grid of squares; darker ones stand for larger entries. */
function squareGrid(x: number, y: number, rows: number, columns: number, fill: string): string {
  let squares = "";
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const opacity = (0.6 + 0.1 * ((row * 2 + column * 3) % 5)).toFixed(2);
      const box = `x="${x + column * SQUARE_STEP}" y="${y + row * SQUARE_STEP}" width="${ICON_SQUARE}" height="${ICON_SQUARE}" rx="1.5"`;
      squares += `<rect ${box} ${fill} fill-opacity="${opacity}"/>`;
    }
  }
  return squares;
}

/** A tall matrix L and a wide matrix U around their product, as in the kernel's logo; the grey follows the theme. */
const picture =
  `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="4 4 52 52">` +
  squareGrid(5, 27, 3, 2, `class="jp-icon-selectable" fill="#3b82c4"`) +
  squareGrid(28, 5, 2, 3, `class="jp-icon-selectable" fill="#d9822b"`) +
  squareGrid(28, 27, 3, 3, `class="jp-icon3 jp-icon-selectable" fill="#616161"`) +
  `</svg>`;

/** Factorlab's icon: on the launcher's card, on files and tabs, and in menus. */
export const factorizationIcon = new LabIcon({ name: "factorlab:factorization", svgstr: picture });
