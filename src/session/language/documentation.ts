/** A symbol's documentation as text and as Markdown: signature, description, tags. */
import ts from "typescript";

export interface Documented {
  signature: string;
  documentation?: ts.SymbolDisplayPart[];
  tags?: ts.JSDocTagInfo[];
}

/** The tags whose text begins with a name. */
const NAMED_TAGS = new Set(["param", "template", "typeParam", "property", "prop"]);

export function documentationText({ signature, documentation, tags }: Documented): string {
  const parts = [signature, ts.displayPartsToString(documentation)];
  for (const tag of tags ?? []) parts.push(`@${tag.name} ${ts.displayPartsToString(tag.text)}`.trim());
  return parts.filter((part) => part !== "").join("\n\n");
}

export function markdown({ signature, documentation, tags }: Documented): string {
  const parts = [fence(signature), ts.displayPartsToString(documentation)];
  for (const tag of tags ?? []) parts.push(describeTag(tag));
  return parts.filter((part) => part !== "").join("\n\n");
}

function describeTag({ name, text = [] }: ts.JSDocTagInfo): string {
  const plain = ts.displayPartsToString(text).trim();
  if (name === "example") return `*Example*\n\n${plain.includes("```") ? plain : fence(plain)}`;
  if (!NAMED_TAGS.has(name)) return plain === "" ? `*@${name}*` : `*@${name}* — ${plain}`;
  const [first, ...rest] = plain.split(/\s+/);
  const description = rest.join(" ").replace(/^-\s*/, "");
  return `*@${name}* \`${first}\`${description === "" ? "" : ` — ${description}`}`;
}

function fence(code: string): string {
  return code === "" ? "" : `\`\`\`typescript\n${code}\n\`\`\``;
}
