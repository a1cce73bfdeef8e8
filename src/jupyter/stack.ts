/** Stack traces as a person wants them: their own code and packages, without the kernel's machinery. */
import { dirname, sep } from "node:path";

/** The name under which V8 knows a cell's code, e.g. `cell[3]`; holds no blank, as a source URL may not. */
export function sourceName(count: number): string {
  return `cell[${count}]`;
}

const cellPlace = /(?:cell\[(\d+)\]|evalmachine\.<anonymous>):\d+(?::\d+)?/g;
const machinery = [
  __dirname + sep,
  folderOf("tslab/package.json"),
  folderOf("@tslab/typescript-for-tslab/package.json"),
];

/** The library around us, whose frames say nothing where it refuses a person's input. */
const library = dirname(__dirname) + sep;

function folderOf(specifier: string): string {
  return dirname(require.resolve(specifier)) + sep;
}

/**
 * The frames of a stack, cleaned. Lines in cells are left out: they would be those of the compiled JavaScript.
 * @param stack The text of `Error.prototype.stack`.
 * @param deliberate The library threw it on purpose: its own frames are left out as well.
 */
export function readableFrames(stack: string, deliberate: boolean = false): string[] {
  const frames: string[] = [];
  for (const line of framesOf(stack)) {
    if (isMachinery(line) || (deliberate && isLibrary(line))) continue;
    const frame = line.trim().replace(cellPlace, (_place, count?: string) => placeName(count));
    // Functions of earlier cells are called as methods of tslab's store of variables.
    const own = "    " + frame.replace(/\bProxy\.(?=.*\(cell\b)/, "");
    const plain = own.replace(/^ {4}at (?:async )?(?:<anonymous> )?\((cell \[\d+\])\)$/, "    at $1");
    // A cell's outermost frames are the wrapper that it runs in: one line is enough.
    if (frames.at(-1) !== plain) frames.push(plain);
  }
  return frames;
}

function placeName(count: string | undefined): string {
  return count === undefined ? "cell" : `cell [${count}]`;
}

function framesOf(stack: string): string[] {
  const lines = stack.split("\n");
  let first = lines.length;
  // From the end: the message in front may itself have lines that look like frames.
  while (first > 0 && /^\s+at /.test(lines[first - 1])) first--;
  return lines.slice(first);
}

function isMachinery(line: string): boolean {
  return /\(node:|\bat (?:async )?node:/.test(line) || machinery.some((part) => line.includes(part));
}

/** Frames of the library, and the calls without a place that its generators make. */
function isLibrary(line: string): boolean {
  return line.includes(library) || line.endsWith("(<anonymous>)");
}
