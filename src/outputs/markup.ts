/** Text made safe for html and svg, in element content and in double-quoted attributes. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** The most rows or columns that are drawn with their numbers; larger matrices are drawn as colours alone. */
export const MOST_NUMBERED = 50;
