import { element, setText } from "../../dom";
import { t } from "../../words";
import { paint } from "../raster";
import type { Ink, Numbers } from "../raster";

/** One picture with what it shows below. */
class Image {
  private readonly canvas = element("canvas", { attributes: { role: "img" } });
  private readonly caption = element("figcaption");
  readonly node = element("figure", { class: "factorlab-image", children: [this.canvas, this.caption] });

  show(numbers: Numbers, ink: Ink, caption: string): void {
    paint(this.canvas, numbers, ink);
    this.canvas.setAttribute("aria-label", caption);
    setText(this.caption, caption);
  }
}

/** The picture, what its features make of it, and the difference, side by side and to the same scale. */
export class Images {
  private readonly picture = new Image();
  private readonly product = new Image();
  private readonly error = new Image();
  readonly node = element("div", {
    class: "factorlab-images",
    children: [this.picture.node, this.product.node, this.error.node],
  });

  /** @param inks the colours of picture and product, and of the error. */
  show(
    picture: Numbers,
    product: readonly number[],
    features: number,
    inks: { readonly shades: Ink; readonly differences: Ink },
  ): void {
    const { rows, columns, values } = picture;
    const error = product.map((value, k) => values[k] - value);
    this.picture.show(picture, inks.shades, t("picture, {rows} × {columns}", { rows, columns }));
    const made = features === 1 ? t("of 1 feature") : t("of {count} features", { count: features });
    this.product.show({ rows, columns, values: product }, inks.shades, made);
    this.error.show({ rows, columns, values: error }, inks.differences, t("error: picture − features"));
  }
}
