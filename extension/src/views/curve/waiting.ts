import type { ScrubberState } from "./scrubber-state";

/** What a person wants and cannot have yet, since the frames for it are not there. */
interface PendingRequest {
  action: () => void;
  /** Where it leads; left out where only all frames together can tell. */
  iteration?: number;
}

/** Keeps the last wish until it can be fulfilled, and has the frames fetched for it. */
export class Waiting {
  private wish: PendingRequest | null = null;
  private woken = false;

  constructor(private readonly wake: () => void) {}

  /** Where the handle is to stand until the frames are there; undefined where that is open. */
  get iteration(): number | undefined {
    return this.wish?.iteration;
  }

  /** Does it now if its frames are there, else as soon as a state brings them. */
  want(wish: PendingRequest, state: ScrubberState): void {
    this.wish = null;
    if (hasFrames(state, wish)) {
      wish.action();
      return;
    }
    this.wish = wish;
    if (this.woken || state.pending) return;
    this.woken = true;
    this.wake();
  }

  /** Takes what a new state brings. */
  look(state: ScrubberState): void {
    if (state.frames.length > 0) this.woken = false;
    // They could not be had.
    if (!state.pending && state.frames.length === 1) this.wish = null;
    const { wish } = this;
    if (!wish || !hasFrames(state, wish)) return;
    this.wish = null;
    wish.action();
  }

  forget(): void {
    this.wish = null;
    this.woken = false;
  }
}

/** While training goes on, the last of the frames may be a known end, with others still to come before it. */
function hasFrames({ frames, pending }: ScrubberState, { iteration = Infinity }: PendingRequest): boolean {
  if (frames.length < 2) return false;
  return !pending || frames[frames.length - 2] >= iteration;
}
