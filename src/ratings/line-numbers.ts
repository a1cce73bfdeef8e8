/** The line of each rating. It stores only jumps: nearly every rating is in the line after the one before. */
export class LineNumbers {
  private readonly indices: number[] = [];
  private readonly lines: number[] = [];
  private length = 0;
  private next = 0;

  /** Adds the line of the next rating, and of so many that follow it line by line. */
  push(line: number, count: number = 1): void {
    if (count === 0) return;
    if (line !== this.next) {
      this.indices.push(this.length);
      this.lines.push(line);
    }
    this.length += count;
    this.next = line + count;
  }

  /** The line of a rating that was added. */
  of(index: number): number {
    let n = this.indices.length - 1;
    while (n > 0 && this.indices[n] > index) n--;
    return this.lines[n] + index - this.indices[n];
  }
}
