import type { PlaneViewPayload } from "../payload/types";
import type { Drawing } from "./drawing";
import { figure, imageMarkup } from "./markup";
import { planeSentence } from "./plane-words";
import { page } from "./svg-page";
import { planeChart } from "./svg-plane";
import { english } from "./translate";

/** Rows and columns of a factorization as arrows in the plane of two features. */
export const planeDrawing: Drawing<PlaneViewPayload> = {
  describe: planeSentence,
  picture: planeChart,
  html: (payload) => {
    const sentence = planeSentence(payload, english);
    return figure(sentence, imageMarkup(page(planeChart(payload), sentence, 8), sentence));
  },
};
