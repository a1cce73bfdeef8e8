import type { ScrubberState } from "./scrubber-state";

/** What a person asked for, which has to wait for its frames. */
interface PendingRequest {
  action: () => void;
  /** The iteration that it leads to; left out if it needs all frames. */
  iteration?: number;
}

/** Keeps the last request until its frames are there, and asks for the frames. */
export class Waiting {
  private pending: PendingRequest | null = null;
  private woken = false;

  constructor(private readonly wake: () => void) {}

  /** The iteration of the handle until the frames are there; undefined if not known. */
  get iteration(): number | undefined {
    return this.pending?.iteration;
  }

  /** Runs a request now if its frames are there, or else as soon as a state brings them. */
  request(request: PendingRequest, state: ScrubberState): void {
    this.pending = null;
    if (hasFrames(state, request)) {
      request.action();
      return;
    }
    this.pending = request;
    if (this.woken || state.pending) return;
    this.woken = true;
    this.wake();
  }

  /** Takes a new state, and runs the request if its frames are there. */
  update(state: ScrubberState): void {
    if (state.frames.length > 0) this.woken = false;
    // The other frames could not be found.
    if (!state.pending && state.frames.length === 1) this.pending = null;
    const request = this.pending;
    if (!request || !hasFrames(state, request)) return;
    this.pending = null;
    request.action();
  }

  forget(): void {
    this.pending = null;
    this.woken = false;
  }
}

/** Whether a request's frames are there. While training runs, frames before the last one may still be to come. */
function hasFrames({ frames, pending }: ScrubberState, { iteration = Infinity }: PendingRequest): boolean {
  if (frames.length < 2) return false;
  return !pending || frames[frames.length - 2] >= iteration;
}
