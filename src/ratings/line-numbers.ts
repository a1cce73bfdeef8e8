/** In which line each rating stands. Only jumps are kept: almost always it is the line below the one before. */
export class LineNumbers {
  private readonly indices: number[] = [];
  private readonly lines: number[] = [];
  private length = 0;
  private next = 0;

  /** The line of the next rating. */
  push(line: number): void {
    if (line !== this.next) {
      this.indices.push(this.length);
      this.lines.push(line);
    }
    this.length++;
    this.next = line + 1;
  }

  /** The line of a rating that has come. */
  of(index: number): number {
    let n = this.indices.length - 1;
    while (n > 0 && this.indices[n] > index) n--;
    return this.lines[n] + index - this.indices[n];
  }
}
