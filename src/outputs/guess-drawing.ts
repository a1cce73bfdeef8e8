import type { GuessViewPayload } from "../payload/types";
import type { Drawing } from "./drawing";
import { guessFacts } from "./guess-facts";
import { guessSentences, guessText } from "./guess-words";
import { escapeMarkup, figure, imageMarkup } from "./markup";
import { page } from "./svg-page";
import { guessChart } from "./svg-guess";
import { english } from "./translate";

/** What is seen, what is hidden, and what is guessed of it. */
export const guessDrawing: Drawing<GuessViewPayload> = {
  picture: guessChart,
  html: (payload) => {
    const sentence = guessText(payload, english);
    const [first = ""] = guessSentences(guessFacts(payload), payload.labels, english);
    const words = `<p style="margin:0 0 8px">${escapeMarkup(first)}</p>`;
    return figure(sentence, words + imageMarkup(page(guessChart(payload), sentence, 8), sentence));
  },
};
