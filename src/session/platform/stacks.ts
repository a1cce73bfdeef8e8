/** What the platform knows of the lines of stacks. */
export interface Stacks {
  /** A stack with its frames as V8 writes them, `    at name (file:line:column)`. */
  inForm(stack: string): string;
  /** Whether a frame is the kernel's own, or the platform's. */
  isKernelFrame(line: string): boolean;
  /** Whether a frame is the library's. */
  isLibraryFrame(line: string): boolean;
  /** The text of the file that a stack names; undefined where it cannot be read. */
  textOf(label: string): string | undefined;
}
