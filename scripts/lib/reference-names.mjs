import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Application, Comment, CommentTag, Converter } from "typedoc";
import { root } from "./paths.mjs";

/** What people import, by the names of the files. @type {Record<string, string>} */
const ENTRIES = {
  ...{ index: "factorlab", view: "factorlab/view", course: "factorlab/course" },
  spark: "factorlab/spark",
};

/** The order in which a class's members stand. */
const MEMBERS = ["Constructors", "Properties", "Accessors", "Methods"];

/** The names that `index.ts` exports, and the headings that they stand under: comments of one line. */
function headings() {
  /** @type {Map<string, string>} */
  const groups = new Map();
  let heading = "";
  let inside = false;
  for (const line of readFileSync(join(root, "src", "index.ts"), "utf8").split(/\r?\n/)) {
    heading = /^\/\/ ([^.:]+)/.exec(line)?.[1] ?? heading;
    if (line.startsWith("export")) inside = true;
    if (!inside) continue;
    const names = line.replace(/^export (type )?/, "").replace(/ from .*/, "");
    for (const [name] of names.matchAll(/\w+/g)) groups.set(name, heading);
    if (line.includes(";")) inside = false;
  }
  return groups;
}

/** @param {import("typedoc").DeclarationReflection} child @param {string} group */
function putInto(child, group) {
  child.comment ??= new Comment();
  child.comment.blockTags.push(new CommentTag("@group", [{ kind: "text", text: group }]));
}

/** Names pages by their headings, up to a colon. @param {import("typedoc").ProjectReflection} project */
function nameDocuments(project) {
  for (const document of project.documents ?? []) {
    const [first] = document.content;
    document.name = /^# ([^:\r\n]+)/.exec(first?.text ?? "")?.[1] ?? document.name;
  }
}

/** The page has the project's name above it already. @param {import("typedoc").ProjectReflection} project */
function cutHeading({ readme }) {
  if (readme?.[0]) readme[0].text = readme[0].text.replace(/^# .*\r?\n/, "");
}

/**
 * A plugin of TypeDoc: what `index.ts` exports stands in the reference under the heading that it has there, and
 * entry points and pages have the names that people know them by.
 * @param {import("typedoc").Application} app
 */
export function load(app) {
  const groups = headings();
  app.on(Application.EVENT_BOOTSTRAP_END, () => {
    app.options.setValue("groupOrder", [...new Set(groups.values()), ...MEMBERS, "*"]);
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const entry of project.children ?? []) {
      for (const child of (entry.name === "index" && entry.children) || []) {
        const group = groups.get(child.name);
        if (group !== undefined) putInto(child, group);
      }
      entry.name = ENTRIES[entry.name] ?? entry.name;
    }
    nameDocuments(project);
  });
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => cutHeading(project));
}
