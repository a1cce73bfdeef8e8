import type { GuessViewPayload } from "../payload/types";
import type { Drawing } from "./drawing";
import { guessText } from "./guess-words";
import { figure, imageMarkup } from "./markup";
import { page } from "./svg-page";
import { guessChart } from "./svg-guess";
import { english } from "./translate";

/** What is seen, what is hidden, and what is guessed of it. */
export const guessDrawing: Drawing<GuessViewPayload> = {
  picture: guessChart,
  html: (payload) => {
    const sentence = guessText(payload, english);
    return figure(sentence, imageMarkup(page(guessChart(payload), sentence, 8), sentence));
  },
};
