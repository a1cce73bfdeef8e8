import { PICTURE_SIDE } from "factorlab/view";
import type { Numbers } from "../raster";

/** How bright the eye sees red, green and blue. */
const BRIGHTNESS = [0.2126, 0.7152, 0.0722];

/** Why a file cannot be used. */
export type PictureProblem = "unreadable" | "narrow";

/** Makes a picture from a file grey, and no larger than 200 × 200. It does not leave the page. */
export async function greyPicture(file: Blob): Promise<Numbers | PictureProblem> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return "unreadable";
  const scale = Math.min(1, PICTURE_SIDE.most / Math.max(bitmap.width, bitmap.height));
  const columns = Math.round(bitmap.width * scale);
  const rows = Math.round(bitmap.height * scale);
  if (Math.min(rows, columns) < PICTURE_SIDE.least) return "narrow";
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [columns, rows];
  const context = canvas.getContext("2d");
  if (context === null) return "unreadable";
  context.imageSmoothingQuality = "high";
  // What is transparent is white, as on paper.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, columns, rows);
  context.drawImage(bitmap, 0, 0, columns, rows);
  bitmap.close();
  const { data } = context.getImageData(0, 0, columns, rows);
  const grey = (k: number): number =>
    Math.round(BRIGHTNESS.reduce((sum, weight, channel) => sum + weight * data[4 * k + channel], 0));
  return { rows, columns, values: Array.from({ length: rows * columns }, (_, k) => grey(k)) };
}

/** The first picture among what was dropped or pasted. */
export function pictureIn(transfer: DataTransfer | null): File | null {
  return Array.from(transfer?.files ?? []).find(({ type }) => type.startsWith("image/")) ?? null;
}
