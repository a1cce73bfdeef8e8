import type { DialsViewPayload, RunPayload } from "../payload/types";
import { handFacts, handSentence } from "./dials-words";
import type { Detail } from "./detail";
import { OF_HTML } from "./detail";
import type { Drawing } from "./drawing";
import { equationHtml } from "./factorization-drawing";
import { escapeMarkup, figure, imageMarkup } from "./markup";
import { withNotes } from "./notes";
import { shownPanels } from "./numbered";
import { equationPanels } from "./panels";
import { drawEquation } from "./svg-equation";
import { lossChart } from "./svg-loss";
import { movedPart, page, PAPER, SPACE, textElement } from "./svg-page";
import type { Part } from "./svg-page";
import { valleyChart } from "./svg-valley";
import { english } from "./translate";

const TITLE = "Factorization by hand";
/** Where the facts begin, behind the title. */
const FACTS = 178;
const CHART = { width: 420, height: 220 } as const;

/** The losses of a person's turns and of the machine, as far as there are any. */
export function raceRuns({ turns = [], machine }: DialsViewPayload): RunPayload[] {
  const own = { iterations: turns.map((_, k) => k), values: [...turns] };
  return [
    ...(turns.length > 1 ? [{ name: "by hand", loss: own }] : []),
    ...(machine && machine.loss.values.length > 1 ? [{ name: "machine", loss: machine.loss }] : []),
  ];
}

/** The equation, the valley of the chosen number, and the race. */
export const dialsDrawing: Drawing<DialsViewPayload> = {
  picture: (payload, detail) => stacked([heading(payload), equation(payload, detail), below(payload)]),
  html: (payload) => {
    const title = `<p style="margin:0 0 8px"><b>${TITLE}</b> ${escapeMarkup(factsText(payload))}</p>`;
    const pictures = below(payload);
    const image = imageMarkup(page(pictures, "The valley of a number, and the race", 8), "");
    return figure(handSentence(payload, english), title + equationHtml(payload, OF_HTML) + image);
  },
};

const factsText = (payload: DialsViewPayload): string => handFacts(payload, english).join(" · ");

function heading(payload: DialsViewPayload): Part {
  const facts = factsText(payload);
  const markup =
    textElement(0, 14, TITLE, `font-size="14" font-weight="bold" fill="${PAPER.ink}"`) +
    textElement(FACTS, 14, facts, `font-size="13" fill="${PAPER.quiet}"`);
  return { markup, width: FACTS + facts.length * 7, height: 14 };
}

function equation(payload: DialsViewPayload, detail: Detail): Part {
  const shown = shownPanels(equationPanels(payload), detail);
  return withNotes(drawEquation(shown, detail), shown.notes);
}

/** The valley with the race beside it. */
function below(payload: DialsViewPayload): Part {
  const valley = valleyChart(payload);
  const runs = raceRuns(payload);
  if (runs.length === 0) return valley;
  const step = payload.turns && payload.turns.length > 1 ? "turn" : (payload.machine?.unit ?? "turn");
  const chart = lossChart(runs, CHART.width, CHART.height, undefined, { step });
  return {
    markup: valley.markup + movedPart(chart, valley.width + SPACE, 0),
    width: valley.width + SPACE + chart.width,
    height: Math.max(valley.height, chart.height),
  };
}

function stacked(parts: readonly Part[]): Part {
  let [markup, height, width] = ["", -SPACE, 0];
  for (const part of parts) {
    markup += movedPart(part, 0, height + SPACE);
    height += SPACE + part.height;
    width = Math.max(width, part.width);
  }
  return { markup, width, height };
}
