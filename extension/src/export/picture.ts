/** Pixels of the picture for one of the page: sharp on the screens of today, and in print. */
const SCALE = 2;
/** The longest side that every browser's canvas can have. */
const LONGEST = 16_000;

/** An svg as a PNG picture, twice as large in pixels. */
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
