import type { MapViewPayload } from "../payload/types";
import type { Drawing } from "./drawing";
import { figure, imageMarkup } from "./markup";
import { mapChart, mapSvg } from "./svg-map";
import { english } from "./translate";
import type { Translate } from "./translate";

const describe = ({ title, names }: MapViewPayload, t: Translate): string =>
  t("{title}: {count} points.", { title, count: names.length });

/** Points with names. */
export const mapDrawing: Drawing<MapViewPayload> = {
  describe,
  picture: mapChart,
  html: (payload) => {
    const sentence = describe(payload, english);
    return figure(sentence, imageMarkup(mapSvg(payload), sentence));
  },
};
