import { writable } from "./characters";

/** Escapes text for html and svg, in element content and in quoted attributes: both can be parsed strictly. */
export function escapeMarkup(text: string): string {
  return writable(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** The most rows or columns that are drawn with their numbers; larger matrices are drawn as colours alone. */
export const MOST_NUMBERED = 50;

/**
 * An svg as an image: sanitisers that remove svg elements keep it, and no script in it can run.
 * @param size its width and height in pixels, where the page must know them before the image has loaded.
 */
export function imageMarkup(
  svg: string,
  alternative: string,
  size?: { readonly width: number; readonly height: number },
): string {
  const written = svg.replace(/[%#<>"&\t\n\r]/g, encodeURIComponent);
  const measures = size ? ` width="${size.width}" height="${size.height}"` : "";
  return `<img alt="${escapeMarkup(alternative)}"${measures} src="data:image/svg+xml;utf8,${written}">`;
}

/** The text of an unknown cell. */
export const UNKNOWN = "?";

/** Html as a figure. @param label what it shows, in a sentence. */
export function figure(label: string, body: string): string {
  return `<div role="figure" aria-label="${escapeMarkup(label)}">${body}</div>`;
}
