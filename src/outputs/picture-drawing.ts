import { largest, smallest } from "../lists";
import { shrink } from "../payload/build";
import type { PictureViewPayload } from "../payload/types";
import type { Detail } from "./detail";
import { OF_HTML } from "./detail";
import type { Drawing } from "./drawing";
import { figure, imageMarkup } from "./markup";
import { largestOf } from "./panels";
import { pictureProduct } from "./picture-words";
import { pixelImage } from "./png";
import { PAPER_RAMPS, redGreenBlue, shade } from "./ramps";
import { describe } from "./sentences";
import { movedPart, page, PAPER, round, SPACE, textElement } from "./svg-page";
import type { Part } from "./svg-page";
import { said } from "./translate";

/** The longer side of each of the three pictures, and of a feature's, in pixels. */
const SIDE = 200;
const TILE = 56;
/** A feature is drawn with so many pixels a side, and so many features are drawn. */
const TILE_BLOCKS = 28;
const MOST_TILES = 10;
const CAPTION = 20;
const SHADES = 63;

/** Numbers and the colour of each, from 0 to 1 of a scale. */
interface Raster {
  readonly rows: number;
  readonly columns: number;
  readonly shares: readonly number[];
  readonly palette: readonly (readonly number[])[];
}

const GREYS = Array.from(
  { length: SHADES + 1 },
  (_, k) => Array(3).fill(Math.round((255 * k) / SHADES)) as number[],
);
const SIGNED = Array.from({ length: SHADES + 1 }, (_, k) =>
  redGreenBlue(shade(PAPER_RAMPS.diverging, k / SHADES).background),
);

/** A matrix as a picture, what its features make of it, the error, and the first features as tiles. */
export const pictureDrawing: Drawing<PictureViewPayload> = {
  picture: drawPicture,
  html: (payload) => {
    const sentence = describe(payload);
    return figure(sentence, imageMarkup(page(drawPicture(payload, OF_HTML), sentence, 0), sentence));
  },
};

function drawPicture(payload: PictureViewPayload, { blocks }: Detail): Part {
  const { rows, columns, values } = payload.matrix;
  const features = payload.L.length / rows;
  const product = pictureProduct(payload.L, payload.U, rows, columns);
  const [least, most] = [smallest(values), largest(values)];
  const grey = (numbers: readonly number[]): Raster =>
    raster(
      { rows, columns, values: numbers },
      blocks,
      (value) => (value - least) / (most - least || 1),
      GREYS,
    );
  const reach = (most - least || 1) / 2;
  const error = values.map((value, k) => value - product[k]);
  const wrong = raster({ rows, columns, values: error }, blocks, (value) => (value / reach + 1) / 2, SIGNED);
  const parts = [
    captioned(grey(values), `picture, ${rows} × ${columns}`),
    captioned(grey(product), features === 1 ? "of 1 feature" : `of ${features} features`),
    captioned(wrong, "error"),
  ];
  const images = sideBySide(parts, SPACE);
  const tiles = sideBySide(tilesOf(payload, features), 8);
  const markup = movedPart(images, 0, CAPTION) + movedPart(tiles, 0, CAPTION + images.height + 8);
  const title = textElement(
    0,
    6,
    said(payload.title),
    `font-size="14" font-weight="bold" fill="${PAPER.ink}"`,
  );
  return {
    markup: title + markup,
    width: Math.max(images.width, tiles.width),
    height: CAPTION + images.height + 8 + tiles.height,
  };
}

/** The first features as pictures: L[:, t]·U[t, :]. */
function tilesOf({ matrix, method, L, U }: PictureViewPayload, features: number): Part[] {
  const { rows, columns } = matrix;
  return Array.from({ length: Math.min(features, MOST_TILES) }, (_, feature) => {
    const values = matrix.values.map(
      (_, k) => L[Math.floor(k / columns) * features + feature] * U[feature * columns + (k % columns)],
    );
    const reach = largestOf(values) || 1;
    const isPart = method === "nmf";
    const share = (value: number): number => (isPart ? value / reach : (value / reach + 1) / 2);
    return image(raster({ rows, columns, values }, TILE_BLOCKS, share, isPart ? GREYS : SIGNED), TILE);
  });
}

function raster(
  matrix: { rows: number; columns: number; values: readonly number[] },
  blocks: number,
  share: (value: number) => number,
  palette: Raster["palette"],
): Raster {
  const { rows, columns, values } = shrink({ ...matrix, values: [...matrix.values] }, blocks, blocks);
  return { rows, columns, shares: values.map((value) => Math.min(1, Math.max(0, share(value)))), palette };
}

function image({ rows, columns, shares, palette }: Raster, side: number): Part {
  const unit = side / Math.max(rows, columns);
  const [width, height] = [round(columns * unit), round(rows * unit)];
  const colours = Uint8Array.from(shares, (share) => Math.round(share * SHADES));
  const markup = pixelImage({ width: columns, height: rows, colours, palette }, width, height);
  return { markup, width, height };
}

function captioned(shown: Raster, caption: string): Part {
  const { markup, width, height } = image(shown, SIDE);
  const text = textElement(0, height + 16, caption, `font-size="12" fill="${PAPER.quiet}"`);
  return { markup: markup + text, width: Math.max(width, caption.length * 6.6), height: height + CAPTION };
}

function sideBySide(parts: readonly Part[], space: number): Part {
  let [markup, width, height] = ["", 0, 0];
  for (const part of parts) {
    markup += movedPart(part, width, 0);
    width += part.width + space;
    height = Math.max(height, part.height);
  }
  return { markup, width: Math.max(0, width - space), height };
}
