import type { PlaneViewPayload } from "../payload/types";
import type { Drawing } from "./drawing";
import { figure, imageMarkup } from "./markup";
import { describe } from "./sentences";
import { page } from "./svg-page";
import { planeChart } from "./svg-plane";

/** Rows and columns of a factorization as arrows in the plane of two features. */
export const planeDrawing: Drawing<PlaneViewPayload> = {
  picture: planeChart,
  html: (payload) => {
    const sentence = describe(payload);
    return figure(sentence, imageMarkup(page(planeChart(payload), sentence, 8), sentence));
  },
};
