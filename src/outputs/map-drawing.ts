import type { MapViewPayload } from "../payload/types";
import type { Drawing } from "./drawing";
import { figure, imageMarkup } from "./markup";
import { describe } from "./sentences";
import { mapChart, mapSvg } from "./svg-map";

/** Points with names. */
export const mapDrawing: Drawing<MapViewPayload> = {
  picture: mapChart,
  html: (payload) => {
    const sentence = describe(payload);
    return figure(sentence, imageMarkup(mapSvg(payload), sentence));
  },
};
