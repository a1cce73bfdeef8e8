/** What a player moves, and the clock that it uses. */
export interface PlayerHost {
  /** Shows a position, an index from 0 to `last`. */
  onPosition(position: number): void;
  /** Playing has reached the end. */
  onEnd(): void;
  /** Calls back in the next frame of the page, with the time in milliseconds; returns an id. */
  request(callback: (time: number) => void): number;
  cancel(id: number): void;
}

/** Milliseconds for all frames at single speed. */
const DURATION = 4000;
/** Milliseconds between two steps if nothing is to move smoothly. */
const STEP_INTERVAL = 500;

/** Goes through positions at an even pace: smoothly, or in a few large steps. */
export class Player {
  private request: number | null = null;
  private speed = 1;
  private animate = true;
  private last = 0;
  /** When the present pace began; null until the first frame. */
  private since: number | null = null;
  private from = 0;
  private at = 0;

  constructor(private readonly host: PlayerHost) {}

  get playing(): boolean {
    return this.request !== null;
  }

  /** Plays from a position to the last one. */
  play(from: number, last: number, animate: boolean): void {
    this.pause();
    Object.assign(this, { from, at: from, last, animate, since: null });
    this.next();
  }

  pause(): void {
    if (this.request !== null) this.host.cancel(this.request);
    this.request = null;
  }

  /** Changes the pace, also while playing. @param speed 1 plays everything in four seconds. */
  setSpeed(speed: number): void {
    this.speed = speed;
    Object.assign(this, { from: this.at, since: null });
  }

  private next(): void {
    this.request = this.host.request((time) => this.tick(time));
  }

  private tick(time: number): void {
    this.since ??= time;
    const passed = time - this.since;
    const elapsed = this.animate ? passed : STEP_INTERVAL * Math.floor(passed / STEP_INTERVAL);
    this.at = Math.min(this.last, this.from + (elapsed / DURATION) * this.speed * this.last);
    const ended = this.at >= this.last;
    if (ended) this.request = null;
    else this.next();
    this.host.onPosition(Math.floor(this.at));
    // The host may stop playing, or start again, when it is shown a position.
    if (ended && !this.playing) this.host.onEnd();
  }
}
