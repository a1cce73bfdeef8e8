import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Comment, CommentTag, Converter } from "typedoc";
import { root } from "./paths.mjs";

/** @param {string} entry a file of exports under headings: comments of one line */
function headings(entry) {
  /** @type {Map<string, string>} */
  const groups = new Map();
  let heading = "";
  let inside = false;
  for (const line of readFileSync(join(root, "src", entry), "utf8").split(/\r?\n/)) {
    const text = /^\/\/ ([^.:]+)/.exec(line)?.[1];
    if (text !== undefined) heading = text;
    if (/^export/.test(line)) inside = true;
    if (!inside) continue;
    for (const [name] of line.replace(/ from .*/, "").matchAll(/\w+/g)) groups.set(name, heading);
    if (line.includes(";")) inside = false;
  }
  return groups;
}

/**
 * A plugin of TypeDoc: what `index.ts` exports stands in the reference under the heading that it has there.
 * @param {import("typedoc").Application} app
 */
export function load(app) {
  const groups = headings("index.ts");
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    const index = project.children?.find(({ name }) => name === "index");
    for (const child of index?.children ?? []) {
      const group = groups.get(child.name);
      if (group === undefined) continue;
      child.comment ??= new Comment();
      child.comment.blockTags.push(new CommentTag("@group", [{ kind: "text", text: group }]));
    }
  });
}
