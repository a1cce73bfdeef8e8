/** Completion and inspection while the user writes a cell. */
import ts from "typescript";
import type { CellCompiler } from "./cell-compiler";
import { parseCell } from "./cell-compiler";
import { toCharacters, toUnits } from "./cursor";
import { markdown, documentationText, type Documented } from "./documentation";

export interface CompleteReply {
  matches: string[];
  cursor_start: number;
  cursor_end: number;
  metadata: { _jupyter_types_experimental: { text: string; type: string; start: number; end: number }[] };
}

export interface InspectReply {
  found: boolean;
  data: Record<string, string>;
  metadata: object;
}

const NOTHING_FOUND: InspectReply = { found: false, data: {}, metadata: {} };
const draftName = "draft cell.ts";
/** More matches than a user looks through; the list of all globals is far longer. */
const mostMatches = 500;

export class Assistant {
  constructor(private readonly compiler: CellCompiler) {}

  /** @param cursor In characters, as Jupyter counts. */
  complete(code: string, cursor: number): CompleteReply {
    return this.withDraft(code, (file) => {
      const offset = toUnits(code, cursor);
      const { service } = this.compiler.project;
      const info = service.getCompletionsAtPosition(file, offset, {
        includeCompletionsWithInsertText: false,
      });
      const [start, end] = spanOf(info, code, offset);
      const entries = rank(info?.entries ?? [], code.slice(start, offset)).slice(0, mostMatches);
      const range = { start: toCharacters(code, start), end: toCharacters(code, end) };
      return {
        matches: entries.map(({ name }) => name),
        cursor_start: range.start,
        cursor_end: range.end,
        metadata: {
          _jupyter_types_experimental: entries.map(({ name, kind }) => ({
            text: name,
            type: kind,
            ...range,
          })),
        },
      };
    });
  }

  /** @param detail 1 also asks for the source, where a cell or a file of the user has it. */
  inspect(code: string, cursor: number, detail: number = 0): InspectReply {
    return this.withDraft<InspectReply>(code, (file) => {
      const offset = toUnits(code, cursor);
      const found = this.hover(file, code, offset) ?? this.signature(file, offset);
      if (found === undefined) return NOTHING_FOUND;
      const source = detail > 0 ? this.sourceOf(file, code, offset) : "";
      return {
        found: true,
        data: {
          "text/plain": documentationText(found) + (source && `\n\n${source}`),
          "text/markdown":
            markdown(found) + (source && `\n\n*Source*\n\n\`\`\`typescript\n${source}\n\`\`\``),
        },
        metadata: {},
      };
    });
  }

  private withDraft<Reply>(code: string, ask: (file: string) => Reply): Reply {
    const { project, scope } = this.compiler;
    const file = project.pathOf(draftName);
    project.write(file, scope.textFor(parseCell(code, file), true).text);
    try {
      return ask(file);
    } finally {
      project.remove(file);
    }
  }

  private hover(file: string, code: string, offset: number): Documented | undefined {
    const { service } = this.compiler.project;
    // A cursor right behind a name refers to the name.
    for (const position of [offset, offset - 1]) {
      if (position < 0 || !/[\w$]/.test(code[position] ?? "")) continue;
      const info = service.getQuickInfoAtPosition(file, position);
      if (info !== undefined)
        return { ...info, signature: withoutImport(ts.displayPartsToString(info.displayParts)) };
    }
    return undefined;
  }

  /** Between the parentheses of a call: what is called. */
  private signature(file: string, offset: number): Documented | undefined {
    const help = this.compiler.project.service.getSignatureHelpItems(file, offset, undefined);
    const item = help?.items[help.selectedItemIndex];
    if (item === undefined) return undefined;
    const parameters = item.parameters.map(({ displayParts }) => ts.displayPartsToString(displayParts));
    const [prefix, suffix] = [item.prefixDisplayParts, item.suffixDisplayParts].map((each) =>
      ts.displayPartsToString(each),
    );
    const separator = ts.displayPartsToString(item.separatorDisplayParts);
    return {
      signature: prefix + parameters.join(separator) + suffix,
      documentation: item.documentation,
      tags: item.tags,
    };
  }

  private sourceOf(file: string, code: string, offset: number): string {
    const { project } = this.compiler;
    for (const position of [offset, offset - 1]) {
      if (position < 0 || !/[\w$]/.test(code[position] ?? "")) continue;
      const [definition] = project.service.getDefinitionAtPosition(file, position) ?? [];
      const span = definition?.contextSpan;
      if (
        span === undefined ||
        definition.fileName === file ||
        definition.fileName.includes("/node_modules/")
      )
        continue;
      const source = project.program().getSourceFile(definition.fileName);
      if (source !== undefined) return source.text.slice(span.start, span.start + span.length);
    }
    return "";
  }
}

/** Removes the traces of the imports that connect cells. */
function withoutImport(signature: string): string {
  return signature.replace(/^\(alias\) /, "").replace(/\nimport [^\n]+$/, "");
}

function spanOf(info: ts.CompletionInfo | undefined, code: string, offset: number): [number, number] {
  const span =
    info?.optionalReplacementSpan ?? info?.entries.find((each) => each.replacementSpan)?.replacementSpan;
  if (span !== undefined && span.start <= offset)
    return [span.start, Math.min(span.start + span.length, code.length)];
  const word = /[\w$]*$/.exec(code.slice(0, offset))?.[0] ?? "";
  return [offset - word.length, offset];
}

/** The entries that begin with the typed text, then those that contain it, each in the compiler's order. */
function rank(entries: readonly ts.CompletionEntry[], typed: string): ts.CompletionEntry[] {
  const lower = typed.toLowerCase();
  const score = ({ name }: ts.CompletionEntry): number => {
    if (name.startsWith(typed)) return 0;
    if (name.toLowerCase().startsWith(lower)) return 1;
    return name.toLowerCase().includes(lower) ? 2 : 3;
  };
  return entries
    .map((entry) => ({ entry, rank: score(entry) }))
    .filter((each) => each.rank < 3)
    .sort(
      (a, b) =>
        a.rank - b.rank || compare(a.entry.sortText, b.entry.sortText) || compare(a.entry.name, b.entry.name),
    )
    .map(({ entry }) => entry);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
