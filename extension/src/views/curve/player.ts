/** What a player moves, and the clock it moves by. */
export interface PlayerHost {
  /** Shows a position, an index from 0 to `last`. */
  onPosition(position: number): void;
  /** Playing has come to its end. */
  onEnd(): void;
  /** Calls back with the next picture of the page, with the time in milliseconds; returns an id. */
  request(callback: (time: number) => void): number;
  cancel(id: number): void;
}

/** Milliseconds for all frames at single speed. */
const COURSE = 4000;
/** Milliseconds between two pictures where nothing is to move smoothly. */
const STILL = 500;

/** Goes through positions at an even pace: smoothly, or in a few large steps. */
export class Player {
  private request: number | null = null;
  private speed = 1;
  private animate = true;
  private last = 0;
  /** Where and when the present pace began; null until the first picture. */
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

  /** Changes the pace, also while it plays. @param speed 1 goes through everything in four seconds. */
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
    const elapsed = this.animate ? passed : STILL * Math.floor(passed / STILL);
    this.at = Math.min(this.last, this.from + (elapsed / COURSE) * this.speed * this.last);
    const ended = this.at >= this.last;
    if (ended) this.request = null;
    else this.next();
    this.host.onPosition(Math.floor(this.at));
    // Whoever is shown a position may stop the playing, or begin it anew.
    if (ended && !this.playing) this.host.onEnd();
  }
}
