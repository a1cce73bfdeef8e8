import { PAYLOAD_MIME } from "factorlab/view";
import type { CourseFiles } from "./files";

/** An exercise that a notebook asks. */
export interface OutlineEntry {
  readonly id: string;
  /** What its saved output calls it; empty where there is none. */
  readonly title: string;
}

/** A notebook with exercises. */
export interface NotebookOutline {
  readonly path: string;
  readonly name: string;
  readonly exercises: readonly OutlineEntry[];
}

/** How a cell asks an exercise. */
const ASKS = /\bexercise\(\s*(["'`])([^"'`\n]{1,40})\1/g;

/** The notebooks of a folder that have exercises, in the order of their names. */
export async function outlineOf(files: CourseFiles, folder: string): Promise<NotebookOutline[]> {
  const names = await files.notebooks(folder);
  const read = await Promise.all(names.map((name) => readOutline(files, folder + name, name)));
  return read
    .filter(({ exercises }) => exercises.length > 0)
    .sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
}

async function readOutline(files: CourseFiles, path: string, name: string): Promise<NotebookOutline> {
  try {
    return { path, name, exercises: exercisesIn(await files.notebook(path)) };
  } catch (error) {
    // A notebook that cannot be read has no exercises that could be listed.
    console.warn(error);
    return { path, name, exercises: [] };
  }
}

/** The exercises that a notebook asks, each once. @param notebook what its file holds, which may be anything */
export function exercisesIn(notebook: unknown): OutlineEntry[] {
  const found = new Map<string, string>();
  for (const cell of listIn(notebook, "cells")) {
    if (field(cell, "cell_type") !== "code") continue;
    const titles = titlesIn(cell);
    for (const [, , id] of textOf(field(cell, "source")).matchAll(ASKS))
      if (!found.get(id)) found.set(id, titles.get(id) ?? "");
  }
  return [...found].map(([id, title]) => ({ id, title }));
}

/** What the saved outputs of a cell call the exercises that they show. */
function titlesIn(cell: unknown): Map<string, string> {
  const titles = new Map<string, string>();
  for (const output of listIn(cell, "outputs")) {
    const payload = field(field(output, "data"), PAYLOAD_MIME);
    // Above hints and solutions stands what they are.
    if (field(payload, "kind") !== "exercise" || field(payload, "part") !== "question") continue;
    const [id, title] = [field(payload, "id"), field(payload, "title")];
    if (typeof id === "string" && typeof title === "string") titles.set(id, title.slice(0, 200));
  }
  return titles;
}

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined;
}

function listIn(value: unknown, key: string): unknown[] {
  const list = field(value, key);
  return Array.isArray(list) ? list : [];
}

/** A text of a notebook file, which may be a list of lines. */
function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join("") : typeof value === "string" ? value : "";
}
