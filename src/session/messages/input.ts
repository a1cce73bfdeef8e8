/** Thrown when a cell asks for input, and its front end does not support it. */
export class StdinNotImplementedError extends globalThis.Error {
  override name = "StdinNotImplementedError";

  constructor() {
    super("prompt: this front end does not support input; run the cell where a person can type");
  }
}
