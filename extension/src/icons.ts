import { LabIcon } from "@jupyterlab/ui-components";

const CELL = 4;
const STEP = 5;
/** The factors stand a little apart from their product. */
const APART = 6;

/** L at the left and U above, in the theme's colour; their product in grey, where rows and columns meet. */
function drawing(): string {
  const squares: string[] = [];
  const square = (x: number, y: number, kind: string, opacity: number): void => {
    squares.push(
      `<rect class="${kind} jp-icon-selectable" x="${x}" y="${y}" width="${CELL}" height="${CELL}" rx="1" ` +
        `fill="#616161" fill-opacity="${opacity}"/>`,
    );
  };
  for (let i = 0; i < 3; i++) {
    square(2, 2 + APART + i * STEP, "jp-icon-brand1", 1);
    square(2 + APART + i * STEP, 2, "jp-icon-brand1", 1);
    for (let j = 0; j < 3; j++) square(2 + APART + j * STEP, 2 + APART + i * STEP, "jp-icon3", SHADES[i][j]);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">${squares.join("")}</svg>`;
}

const SHADES = [
  [0.35, 0.6, 0.9],
  [0.6, 0.9, 0.35],
  [0.9, 0.35, 0.6],
];

/** Factorlab's sign: on the launcher's card, files and tabs. */
export const factorizationIcon = new LabIcon({ name: "factorlab:factorization", svgstr: drawing() });
