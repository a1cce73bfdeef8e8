/** Sentences below what is drawn: warnings, and what was left out. */
import { addressesIn } from "./addresses";
import { escapeMarkup } from "./markup";
import { movedPart, PAPER, textElement } from "./svg-page";
import type { Part } from "./svg-page";
import { said } from "./translate";
import type { TextPayload } from "../payload/types";

const LINE = 18;
/** About the width of a letter of 12 pixels. */
const LETTER_WIDTH = 6.2;
/** Narrower pictures become wider for the sake of their notes. */
const LEAST_WIDTH = 420;

/** Notes as html, a paragraph each, with links. */
export function notesHtml(notes: readonly TextPayload[] = []): string {
  return notes.map((note) => `<p style="margin:4px 0;max-width:640px">${linked(said(note))}</p>`).join("");
}

function linked(note: string): string {
  const pieces = addressesIn(note).map(escapeMarkup);
  return pieces
    .map((piece, k) =>
      k % 2 === 0 ? piece : `<a href="${piece}" target="_blank" rel="noopener noreferrer">${piece}</a>`,
    )
    .join("");
}

/** A part of a picture with notes below it. */
export function withNotes(part: Part, notes: readonly TextPayload[] = []): Part {
  if (notes.length === 0) return part;
  const width = Math.max(part.width, LEAST_WIDTH);
  const lines = notes.flatMap((note) => wrapped(said(note), Math.floor(width / LETTER_WIDTH)));
  const texts = lines.map((line, k) =>
    textElement(0, part.height + LINE * (k + 1), line, `font-size="12" fill="${PAPER.ink}"`),
  );
  return {
    markup: movedPart(part, 0, 0) + texts.join(""),
    width,
    height: part.height + LINE * (lines.length + 0.5),
  };
}

/** Words in lines of at most `most` letters; a longer word has a line of its own. */
function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
    if (lines.length > 0 && longer.length <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
