/** The headings that the library gives its outputs, in the reader's language; a person's own headings stay as they are. */
import { FACTORIZATION_TITLE } from "../payload/build";
import { english } from "./translate";
import type { Translate } from "./translate";

/** A heading, or the axis of a map: translated where it is one of the library's own. */
export function titleText(title: string = FACTORIZATION_TITLE, t: Translate = english): string {
  const model = /^Items as (.+) sees them$/.exec(title)?.[1];
  if (model !== undefined) return t("Items as {model} sees them", { model });
  switch (title) {
    case FACTORIZATION_TITLE:
      return t("Matrix factorization");
    case "Nonnegative matrix factorization":
      return t("Nonnegative matrix factorization");
    case "Truncated SVD":
      return t("Truncated SVD");
    case "Picture":
      return t("Picture");
    case "first principal component":
      return t("first principal component");
    case "second":
      return t("second");
    default:
      return title;
  }
}
