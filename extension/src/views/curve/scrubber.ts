import { formatCount } from "factorlab/view";
import { element, setText } from "../../dom";
import type { Preferences } from "../../preferences";
import { t } from "../../words";
import { AxisChoice, LossCaption } from "./caption";
import { clamp, nearestStop, keyStep } from "./frames";
import { Jumps } from "./jumps";
import { emptyText } from "./empty-text";
import { allLosses, lastIterationOf, plotOf } from "./plot";
import type { Plot } from "./plot";
import { Player } from "./player";
import { ScrubberChart } from "./scrubber-chart";
import { sameCurves } from "./scrubber-state";
import type { ScrubberHost, ScrubberState } from "./scrubber-state";
import { Track } from "./track";
import { Transport } from "./transport";
import { Waiting } from "./waiting";

/** The loss curve with a handle that moves through the frames of a training, and buttons that play it. */
export class Scrubber {
  readonly node: HTMLElement;
  private readonly caption = new LossCaption(new AxisChoice(), () => this.draw());
  private readonly jumps = new Jumps((iteration) => this.seek(iteration));
  private readonly chart = new ScrubberChart(() => this.draw());
  private readonly track: Track;
  private readonly transport: Transport;
  private readonly player: Player;
  private readonly sentence = element("p", { class: "factorlab-note" });
  /** Announces when playing begins and ends, not each frame. */
  private readonly status = element("span", { class: "factorlab-spoken", attributes: { role: "status" } });
  private state: ScrubberState | null = null;
  private look: Preferences | null = null;
  private plot: Plot | null = null;
  private readonly waiting: Waiting;

  constructor(private readonly host: ScrubberHost) {
    this.waiting = new Waiting(() => host.onWake?.());
    this.player = new Player({
      onPosition: (position) => this.moveTo(position),
      onEnd: () => this.ended(),
      request: (callback) => requestAnimationFrame(callback),
      cancel: (id) => cancelAnimationFrame(id),
    });
    this.track = new Track({
      onSeek: (share) => this.seek(this.iterationAt(share)),
      onKey: (key) => this.press(key),
      iterationAt: (share) => this.iterationAt(share),
    });
    this.transport = new Transport({
      onToggle: () => this.toggle(),
      onStep: (frames) => this.step(frames),
      onSpeed: (speed) => this.player.setSpeed(speed),
    });
    this.caption.node.append(this.jumps.node);
    this.chart.node.append(this.track.node);
    this.node = element("figure", {
      class: "factorlab-loss factorlab-scrubber",
      // Keys pressed on the slider and the buttons must not run the notebook's shortcuts.
      attributes: { "data-lm-suppress-shortcuts": "true" },
      children: [
        this.caption.node,
        this.chart.legend,
        this.chart.node,
        this.transport.node,
        this.sentence,
        this.status,
      ],
    });
  }

  /**
   * Shows a state. That is cheap if only frames and position differ: curves are drawn again only if a run's `loss` is
   * another object than before.
   */
  show(state: ScrubberState, look: Preferences): void {
    const before = this.state;
    const same = before !== null && this.look === look && sameCurves(state, before);
    this.state = { ...state, position: clamp(state.position, state.frames.length) };
    this.look = look;
    // The state is of another training, whose frames are still to come.
    if (state.frames.length < 2) this.player.pause();
    if (!this.showKind(this.state)) {
      this.rest();
      this.waiting.forget();
      return;
    }
    if (same) this.paint();
    else this.draw();
    this.waiting.update(this.state);
  }

  /** Shows a sentence if there is no curve, and no handle for a single frame. @returns whether there is a curve. */
  private showKind({ frames, runs, pending = false }: ScrubberState): boolean {
    const empty = !pending && frames.length < 2 && !(runs[0]?.loss.values.length > 1);
    this.node.classList.toggle("factorlab-empty", empty);
    setText(this.sentence, empty ? emptyText(runs) : "");
    this.node.classList.toggle("factorlab-still", !pending && frames.length === 1);
    return !empty;
  }

  /** Whether it is playing. */
  get playing(): boolean {
    return this.player.playing;
  }

  /** Plays or pauses. */
  toggle(): void {
    if (this.player.playing) this.pause();
    else this.request(() => this.play());
  }

  /** Stops playing. */
  pause(): void {
    if (!this.player.playing) return;
    this.rest();
    this.say(t("paused at iteration {iteration}", { iteration: formatCount(this.iteration()) }));
  }

  /** Goes on with the axes that were chosen in another one. */
  takeOver(other: Scrubber): void {
    this.caption.takeOver(other.caption);
    this.draw();
  }

  dispose(): void {
    this.player.pause();
  }

  private draw(): void {
    if (!this.state || !this.look) return;
    const { runs, total } = this.state;
    const until = Math.max(total, lastIterationOf(this.chart.seen(runs)));
    const axes = this.caption.show(allLosses(this.chart.seen(runs)), until);
    this.plot = plotOf(this.chart.seen(runs), { ...axes, until });
    this.chart.show(runs, this.plot, this.look);
    if (runs[0]) this.track.show(runs[0], this.plot, total, this.look);
    this.paint();
  }

  private paint(): void {
    if (!this.state) return;
    this.track.move(this.iteration(), this.state.total);
    this.jumps.show(this.state.total, this.iteration());
    this.transport.show(this.player.playing);
  }

  /** The shown iteration; without frames, the last known one. */
  private iteration(): number {
    const { frames, position, runs } = this.state!;
    return this.waiting.iteration ?? frames[position] ?? runs[0]?.loss.iterations.at(-1) ?? 0;
  }

  /** The iteration nearest to a share of the plot's width: of a frame, or of a loss while frames are still to come. */
  private iterationAt(share: number): number {
    if (!this.state || !this.plot) return 0;
    const { frames, runs, pending } = this.state;
    const stops = frames.length > 1 && !pending ? frames : (runs[0]?.loss.iterations ?? []);
    return stops[nearestStop(stops, share, this.plot.x.share)] ?? 0;
  }

  private seek(iteration: number): void {
    const action = (): void => {
      const { x } = this.plot!;
      this.rest();
      this.moveTo(nearestStop(this.state!.frames, x.share(iteration), x.share));
    };
    this.request(action, iteration);
  }

  private step(frames: number): void {
    this.request(() => {
      this.rest();
      this.moveTo(this.state!.position + frames);
    });
  }

  /** Runs an action now, or as soon as there are frames; until then the handle is at `iteration`. */
  private request(action: () => void, iteration?: number): void {
    if (!this.state || this.node.matches(".factorlab-still, .factorlab-empty")) return;
    this.waiting.request({ action, iteration }, this.state);
    this.paint();
  }

  private press(key: string): boolean {
    if (key === " ") {
      this.toggle();
      return true;
    }
    const step = keyStep(key);
    if (step !== undefined) this.step(step);
    return step !== undefined;
  }

  private play(): void {
    const { frames, position } = this.state!;
    const last = frames.length - 1;
    const from = position >= last ? 0 : position;
    this.moveTo(from);
    this.player.play(from, last, this.look!.animate);
    this.transport.show(true);
    this.say(t("playing"));
  }

  private ended(): void {
    this.rest();
    this.say(t("iteration {iteration}, end", { iteration: formatCount(this.iteration()) }));
  }

  private rest(): void {
    this.player.pause();
    this.transport.show(false);
  }

  private moveTo(position: number): void {
    if (!this.state) return;
    const to = clamp(position, this.state.frames.length);
    const moved = to !== this.state.position;
    this.state = { ...this.state, position: to };
    // Tables first, whose numbers are then laid out by themselves.
    if (moved) this.host.onMove(to);
    this.paint();
  }

  private say(text: string): void {
    setText(this.status, text);
  }
}
