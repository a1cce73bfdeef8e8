// Writes the figures of the last whole run into the pages, between marks, and the charts beside them.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { root } from "../../scripts/lib/paths.mjs";
import { markdownTable } from "./table.mjs";

const SHORT = ["work", "peer", "ours", "theirs", "ratio", "goal"];

/** A text with what stands between `<!-- name -->` and `<!-- end of name -->` replaced. */
export function between(text, name, content) {
  const [from, to] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [start, end] = [text.indexOf(from), text.indexOf(to)];
  if (start < 0 || end < start) throw new Error(`The page has no ${from} … ${to}`);
  return `${text.slice(0, start + from.length)}\n\n${content}\n\n${text.slice(end)}`;
}

/** Rows of plain values as a table of Markdown. */
export function plainTable(rows) {
  const names = Object.keys(rows[0]);
  const cell = (x) => (typeof x === "number" ? String(Number(x.toPrecision(3))) : (x ?? "–"));
  const lines = rows.map((row) => `| ${names.map((name) => cell(row[name])).join(" | ")} |`);
  return [`| ${names.join(" | ")} |`, `| ${names.map(() => "---").join(" | ")} |`, ...lines].join("\n");
}

export async function rewrite(path, sections) {
  const file = join(root, path);
  let text = readFileSync(file, "utf8");
  for (const [name, content] of Object.entries(sections)) text = between(text, name, content);
  writeFileSync(file, await format(text, { parser: "markdown", printWidth: 110 }));
  console.log(`Written: ${path}`);
}

/**
 * @param {string} folder where the last run has left its figures
 * @param {boolean} quick whether the table is that of a quick run
 */
export async function writeDocs(folder, quick) {
  const read = (name) => {
    const file = join(folder, name);
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  };
  const full = read(quick ? "quick.json" : "full.json");
  if (!full) return console.log(`There is no such run yet: npm run bench -- speed${quick ? " quick" : ""}`);
  const [growth, roofline] = [read("growth.json"), read("roofline.json")];
  const where = `${full.machine.text}${quick ? "; a quick run, with short work that each start of a process weighs on" : ""}.`;
  const fixes = [
    ...new Set(
      full.results.map(({ work, peer, fixes }) => `- ${work}${peer ? `, beside ${peer}` : ""}: ${fixes}.`),
    ),
  ];
  await rewrite("docs/speed.md", {
    machine: where,
    table: markdownTable(full.results),
    fixes: fixes.join("\n"),
    ...(growth ? { growth: `From ${growth.base}:\n\n${plainTable(growth.rows)}` } : {}),
    ...(roofline ? { peaks: plainTable(roofline.peaks), kernels: plainTable(roofline.rows) } : {}),
  });
  await rewrite("README.md", {
    speed: markdownTable(full.results, SHORT),
    machine: `On ${where}`,
  });
  for (const name of ["ratings", "roofline"]) {
    const drawn = [`${name}.svg`, `${name}-quick.svg`].map((file) => join(folder, file));
    const file = drawn.find((path) => existsSync(path));
    if (file) copyFileSync(file, join(root, "docs", "images", `speed-${name}.svg`));
  }
}
