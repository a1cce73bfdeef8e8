import { wantsStillness } from "./parts";

/** Frames a second at which figures train: slow enough to be followed. */
const FRAMES_A_SECOND = 25;

/** Calls a step again and again until it says that it is the last one. */
export class Player {
  private timer: number | null = null;

  /** @param step does one step and returns whether there are more @param onChange is called when playing begins or ends */
  constructor(
    private readonly step: () => boolean,
    private readonly onChange: () => void = () => undefined,
  ) {}

  get playing(): boolean {
    return this.timer !== null;
  }

  /** Plays on; where the reader wants no motion, everything happens at once. */
  play(): void {
    if (wantsStillness()) {
      while (this.step());
      this.onChange();
    } else if (this.timer === null) {
      this.timer = window.setInterval(() => {
        if (!this.step()) this.pause();
      }, 1000 / FRAMES_A_SECOND);
      this.onChange();
    }
  }

  pause(): void {
    if (this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
    this.onChange();
  }
}
