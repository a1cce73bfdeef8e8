/**
 * A string that TypeScript and Python read alike, in every encoding and also inside a page's `<script>`: JSON, with
 * characters escaped that end a line, change its direction or cannot be written, and "</" as well.
 */
export function stringLiteral(text: string): string {
  return JSON.stringify(text)
    .replaceAll("</", "\\u003c/")
    .replace(
      /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}
