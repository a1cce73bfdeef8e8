/** The compiler's complaints as plain data, with places in the code that the person wrote. */
import { relative } from "node:path";
import ts from "typescript";

/** A place in a source, counted from zero. */
export interface Position {
  line: number;
  character: number;
}

export interface Diagnostic {
  start: Position;
  end: Position;
  code: number;
  message: string;
  /** Explanations of the message, from the general to the particular. */
  details: string[];
  /** Set when the complaint is about another file than the cell. */
  file?: { name: string; text: string };
}

/** A constant of an earlier cell reaches the next one as an import, of which the person knows nothing. */
const assignedToImport = 2632;
const moduleNotFound = 2307;

/**
 * @param codeEnd Where the cell's own code ends.
 * @param folder Names of other files are told relative to it.
 */
export function readDiagnostic(
  diagnostic: ts.Diagnostic,
  cell: ts.SourceFile,
  codeEnd: number,
  folder: string,
): Diagnostic {
  const { file = cell, start = 0, length = 0 } = diagnostic;
  const isCell = file.fileName === cell.fileName;
  const end = isCell ? codeEnd : file.text.length;
  const place = (offset: number): Position => file.getLineAndCharacterOfPosition(Math.min(offset, end));
  const { message, details } = readMessage(diagnostic);
  return {
    start: place(start),
    end: place(start + length),
    code: diagnostic.code,
    message,
    details,
    file: isCell ? undefined : { name: relative(folder, file.fileName), text: file.text },
  };
}

function readMessage({ code, messageText }: ts.Diagnostic): { message: string; details: string[] } {
  const [first, ...details] = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n");
  const name = /'([^']*)'/.exec(first)?.[1] ?? "it";
  if (code === assignedToImport) {
    return {
      message: `Cannot assign to '${name}' because it was declared as a constant in an earlier cell.`,
      details,
    };
  }
  if (code === moduleNotFound && !name.startsWith(".") && !name.startsWith("/")) {
    const found = `Cannot find module '${name}'.`;
    return {
      message: found,
      details: [`Install it in the notebook's folder: npm install ${packageOf(name)}`],
    };
  }
  return { message: first, details: details.map((each) => each.trim()) };
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
