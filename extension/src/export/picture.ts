/** Pixels of the picture for each pixel of the page: sharp on today's screens and in print. */
const SCALE = 2;
/** The longest side of a canvas that every browser supports. */
const LONGEST = 16_000;

/** Draws an SVG as a PNG picture, twice as large in pixels. */
export async function toPng(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(SCALE, LONGEST / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => {
    canvas.toBlob(
      (blob) => (blob ? done(blob) : fail(new Error("The canvas gave no picture."))),
      "image/png",
    );
  });
}
