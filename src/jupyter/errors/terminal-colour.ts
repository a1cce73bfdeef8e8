/** Text in red, as front ends show it in tracebacks. */
export function red(text: string): string {
  return `\u001b[31m${text}\u001b[39m`;
}
