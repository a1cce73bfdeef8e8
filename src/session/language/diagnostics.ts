/** The compiler's diagnostics as plain data, with positions in the code that the user wrote. */
import ts from "typescript";
import { platform } from "../platform/platform";
import { installing } from "./advice/place";

/** A position in a source, counted from zero. */
export interface Position {
  line: number;
  character: number;
}

export interface Diagnostic {
  start: Position;
  end: Position;
  /** The compiler's, or `ownCode`. */
  code: number;
  message: string;
  /** Further explanations, from the general to the particular. */
  details: string[];
  /** The file that the diagnostic is about; undefined for the cell itself. */
  file?: { name: string; text: string };
}

/** The code of a diagnostic whose message is the kernel's own. */
export const ownCode = 0;

/** The code of "Cannot assign to an import": an earlier cell's constant is imported behind the scenes. */
const assignedToImport = 2632;
const moduleNotFound = 2307;
const nameNotFound = 2304;

/**
 * @param codeEnd The end of the cell's own code.
 * @param folder The folder to which the names of other files are relative.
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
  const position = (offset: number): Position => file.getLineAndCharacterOfPosition(Math.min(offset, end));
  const { message, details } = readMessage(diagnostic, isCell);
  return {
    start: position(start),
    end: position(start + length),
    code: diagnostic.code,
    message,
    details,
    file: isCell ? undefined : { name: platform.compiler.relative(folder, file.fileName), text: file.text },
  };
}

function readMessage(
  { code, messageText }: ts.Diagnostic,
  isCell: boolean,
): { message: string; details: string[] } {
  const [first, ...details] = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n");
  const name = /'([^']*)'/.exec(first)?.[1] ?? "it";
  if (code === assignedToImport) {
    return {
      message: `Cannot assign to '${name}' because it was declared as a constant in an earlier cell.`,
      details,
    };
  }
  if (code === moduleNotFound && !name.startsWith(".") && !name.startsWith("/")) {
    return {
      message: `Cannot find module '${name}'.`,
      details: [installing(packageOf(name))],
    };
  }
  // After a restart, or in the middle of a notebook, a cell often runs before the one that it needs.
  if (code === nameNotFound && isCell)
    return { message: first, details: ["If another cell declares or imports it, run that cell first."] };
  return { message: first, details: details.map((each) => each.trim()) };
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
