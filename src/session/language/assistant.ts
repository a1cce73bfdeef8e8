/** Completion and inspection while the user writes a cell. */
import ts from "typescript";
import type { CellCompiler } from "./cell-compiler";
import { completeReply, entriesIn, type CompleteReply } from "./completions";
import { toUnits } from "./cursor";
import { markdown, documentationText, type Documented } from "./documentation";
import { attempt, withDraft, type Draft } from "./draft";
import { isWordAt, wordBefore } from "./word";

export type { CompleteReply };

export interface InspectReply {
  found: boolean;
  data: Record<string, string>;
  metadata: object;
}

const NOTHING_FOUND: InspectReply = { found: false, data: {}, metadata: {} };
/** A name that stands for one that is not yet typed. */
const placeholder = "__name";

type Completions = Pick<ts.CompletionInfo, "entries" | "isMemberCompletion">;

export class Assistant {
  constructor(private readonly compiler: CellCompiler) {}

  /** @param cursor In characters, as Jupyter counts. */
  complete(code: string, cursor: number): CompleteReply {
    const found = this.entries(code, cursor);
    // In `const rows = rows.`, the name that is declared anew hides the one that is meant.
    const entries = found.length > 0 ? found : this.entries(code, cursor, true);
    return completeReply(entries, code, toUnits(code, cursor));
  }

  /** @param detail 1 also asks for the source, where a cell or a file of the user has it. */
  inspect(code: string, cursor: number, detail: number = 0): InspectReply {
    return withDraft<InspectReply>(this.compiler, code, cursor, false, (draft) => {
      const found = attempt(() => this.documented(draft));
      if (found === undefined) return NOTHING_FOUND;
      const source = detail > 0 ? (attempt(() => this.sourceOf(draft)) ?? "") : "";
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

  /** @param redeclared Whether names of earlier cells that the draft declares itself are meant nevertheless. */
  private entries(code: string, cursor: number, redeclared: boolean = false): ts.CompletionEntry[] {
    const offset = toUnits(code, cursor);
    const { entries, isMemberCompletion } = this.completionsOf(code, cursor, redeclared);
    const isAnswered = isMemberCompletion && entries.some(({ kind }) => !isKeyword(kind));
    if (isAnswered || wordBefore(code, offset) !== "") return entries;
    // Where nothing is typed, the compiler does not always see what could be, as in `class Wide extends `.
    const filled = code.slice(0, offset) + placeholder + code.slice(offset);
    const known = new Set(entries.map(({ name }) => name)).add(placeholder);
    const more = this.completionsOf(filled, cursor + placeholder.length, redeclared).entries;
    return [...entries, ...more.filter(({ name }) => !known.has(name))];
  }

  private completionsOf(code: string, cursor: number, redeclared: boolean): Completions {
    return withDraft(this.compiler, code, cursor, redeclared, ({ file, start, offset }) => {
      const info = attempt(() =>
        this.compiler.project.service.getCompletionsAtPosition(file, start + offset, {
          includeCompletionsWithInsertText: false,
        }),
      );
      return {
        entries: info === undefined ? [] : entriesIn(info, start),
        isMemberCompletion: info?.isMemberCompletion === true,
      };
    });
  }

  private documented(draft: Draft): Documented | undefined {
    return (
      this.hover(draft, wordsAt(draft)) ?? this.signature(draft) ?? this.hover(draft, wordsBefore(draft))
    );
  }

  private hover({ file, start }: Draft, positions: readonly number[]): Documented | undefined {
    for (const position of positions) {
      const info = this.compiler.project.service.getQuickInfoAtPosition(file, start + position);
      if (info !== undefined)
        return { ...info, signature: withoutImport(ts.displayPartsToString(info.displayParts)) };
    }
    return undefined;
  }

  /** Between the parentheses of a call: what is called. */
  private signature({ file, start, offset }: Draft): Documented | undefined {
    const help = this.compiler.project.service.getSignatureHelpItems(file, start + offset, undefined);
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

  private sourceOf(draft: Draft): string {
    const { project } = this.compiler;
    for (const position of wordsAt(draft)) {
      const [definition] = project.service.getDefinitionAtPosition(draft.file, draft.start + position) ?? [];
      const span = definition?.contextSpan;
      if (
        span === undefined ||
        definition.fileName === draft.file ||
        definition.fileName.includes("/node_modules/")
      )
        continue;
      const source = project.program().getSourceFile(definition.fileName);
      if (source !== undefined) return source.text.slice(span.start, span.start + span.length);
    }
    return "";
  }
}

/** The positions of the word at the cursor; a cursor right behind a name refers to the name. */
function wordsAt({ code, offset }: Draft): number[] {
  return [offset, offset - 1].filter((position) => position >= 0 && isWordAt(code, position));
}

/** The position of the name before a dot, or before the space behind it. */
function wordsBefore({ code, offset }: Draft): number[] {
  const end = code.slice(0, offset).search(/[\s.?!]+$/);
  return end > 0 && isWordAt(code, end - 1) ? [end - 1] : [];
}

function isKeyword(kind: ts.ScriptElementKind): boolean {
  return kind === ts.ScriptElementKind.keyword;
}

/** Removes the traces of the imports that connect cells. */
function withoutImport(signature: string): string {
  return signature.replace(/^\(alias\) /, "").replace(/\nimport [^\n]+$/, "");
}
