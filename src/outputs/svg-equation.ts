import { largest } from "../lists";
import type { Detail } from "./detail";
import type { ShownPanels } from "./numbered";
import { PAPER, movedPart, SPACE } from "./svg-page";
import type { Part } from "./svg-page";
import { drawPanel, HEADING, textAt } from "./svg-panel";

const SIGN = 34;
/** The width, in pixels, beyond which an equation continues in a new line. */
const MOST_PICTURE_WIDTH = 960;

/** Lays the panels out from left to right, in as many lines as the width requires. */
export function drawEquation({ panels, numbered }: ShownPanels, detail: Detail): Part {
  const lines: { part: Part; sign: string }[][] = [[]];
  let used = 0;
  for (const panel of panels) {
    const part = drawPanel(panel, numbered.has(panel), detail);
    const added = part.width + (panel.sign ? SIGN : SPACE);
    if (used > 0 && used + added > MOST_PICTURE_WIDTH) {
      lines.push([]);
      used = 0;
    }
    lines[lines.length - 1].push({ part, sign: panel.sign });
    used += added;
  }
  return stack(lines.map(drawLine));
}

function drawLine(line: { part: Part; sign: string }[]): Part {
  const height = largest(line.map(({ part }) => part.height));
  let x = 0;
  let markup = "";
  line.forEach(({ part, sign }, k) => {
    if (sign) x += SIGN;
    else if (k > 0) x += SPACE;
    const middle = (height + HEADING) / 2;
    if (sign) markup += textAt(x - SIGN / 2, middle + 6, sign, `font-size="18" fill="${PAPER.quiet}"`);
    markup += movedPart(part, x, (height - part.height) / 2);
    x += part.width;
  });
  return { markup, width: x, height };
}

function stack(parts: Part[]): Part {
  let markup = "";
  let height = -SPACE;
  for (const part of parts) {
    markup += movedPart(part, 0, height + SPACE);
    height += SPACE + part.height;
  }
  return { markup, width: largest(parts.map((part) => part.width)), height };
}
