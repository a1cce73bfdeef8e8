import { element } from "../../extension/src/dom";

/** MovieLens 25M: 25,000,095 ratings of 62,423 films by 162,541 people, which is one cell in 406. */
const CELLS_FOR_A_RATING = 406;

/** As many squares as there are cells for each known one. */
export function scaleFigure(figure: HTMLElement): void {
  const squares = Array.from({ length: CELLS_FOR_A_RATING }, (_, k) =>
    element("i", { class: k === 161 ? "known" : "" }),
  );
  figure.prepend(
    element("div", {
      class: "squares",
      attributes: { role: "img", "aria-label": "406 squares, one of them filled" },
      children: squares,
    }),
  );
}
