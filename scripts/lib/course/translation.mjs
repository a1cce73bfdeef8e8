/** Prose in another language put in the place of the English one, and what is missing or out of date. */
import { createHash } from "node:crypto";
import { SourceError } from "./source.mjs";

/** @typedef {import("./source.mjs").SourceCell} SourceCell */

/** What tells one English text from another: a translation keeps the mark of the one that it was made from. @param {string} text */
export const markOf = (text) => createHash("sha256").update(text).digest("hex").slice(0, 8);

/**
 * @param {SourceCell[]} english
 * @param {SourceCell[]} other prose alone
 * @returns {string[]} a sentence for each cell that is missing, out of date or too many
 */
export function translationFaults(english, other) {
  const prose = english.filter(({ kind }) => kind === "markdown");
  const faults = prose.flatMap(({ id, text }) => {
    const translated = other.find((cell) => cell.id === id);
    const mark = markOf(text);
    if (!translated) return [`"${id}" is missing: translate it below <!-- ${id} of=${mark} -->.`];
    if (translated.tags.of === mark) return [];
    return [`"${id}" was made from another English text: look at it, then write <!-- ${id} of=${mark} -->.`];
  });
  const extra = other.filter(({ id }) => !prose.some((cell) => cell.id === id));
  return [...faults, ...extra.map(({ id }) => `"${id}" is no cell of prose in the English source.`)];
}

/**
 * The cells with the prose of another language.
 * @param {SourceCell[]} english
 * @param {SourceCell[]} other
 * @param {string} file its name, for messages
 * @returns {SourceCell[]}
 */
export function translate(english, other, file) {
  const faults = translationFaults(english, other);
  if (faults.length > 0) throw new SourceError(faults.map((fault) => `${file}: ${fault}`).join("\n"));
  const said = new Map(other.map(({ id, text, claims, line }) => [id, { text, claims, line }]));
  return english.map((cell) => ({ ...cell, ...said.get(cell.id) }));
}
