import type { PlaneViewPayload } from "../payload/types";
import { facts } from "./describe";
import type { Drawing } from "./drawing";
import { figure, imageMarkup } from "./markup";
import { featureName, sampleNote } from "./plane-words";
import { page } from "./svg-page";
import { planeChart } from "./svg-plane";
import { english } from "./translate";
import type { Translate } from "./translate";

const describe = (payload: PlaneViewPayload, t: Translate): string => {
  const { features, labels, data, sampleOf } = payload;
  const [across, up] = features.map((feature) => featureName(feature, labels, t));
  const values = { facts: facts(payload, t).join(", "), across, up };
  const sentence =
    up === undefined
      ? t("Plane of features: {facts}; {across} across.", values)
      : t("Plane of features: {facts}; {across} across, {up} up.", values);
  return sampleOf ? `${sentence} ${sampleNote(data, sampleOf, t)}.` : sentence;
};

/** Rows and columns of a factorization as arrows in the plane of two features. */
export const planeDrawing: Drawing<PlaneViewPayload> = {
  describe,
  picture: planeChart,
  html: (payload) => {
    const sentence = describe(payload, english);
    return figure(sentence, imageMarkup(page(planeChart(payload), sentence, 8), sentence));
  },
};
