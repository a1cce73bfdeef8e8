import { formatCount } from "factorlab";
import { element, setText } from "../../dom";
import type { Preferences } from "../../preferences";
import { t } from "../../words";
import { AxisChoice, LossCaption } from "./caption";
import { clamp, nearest, stepOf } from "./frames";
import { Jumps } from "./jumps";
import { emptyText } from "./loss-figure";
import { allLosses, lastIteration, plotOf } from "./plot";
import type { Plot } from "./plot";
import { Player } from "./player";
import { ScrubberChart } from "./scrubber-chart";
import { sameCurves } from "./scrubber-state";
import type { ScrubberHost, ScrubberState } from "./scrubber-state";
import { Track } from "./track";
import { Transport } from "./transport";

/** The loss curve with a handle upon it, which leads through the frames of a training; and buttons that play it. */
export class Scrubber {
  readonly node: HTMLElement;
  private readonly caption = new LossCaption(new AxisChoice(), () => this.draw());
  private readonly jumps = new Jumps((iteration) => this.seek(iteration));
  private readonly chart = new ScrubberChart(() => this.draw());
  private readonly track: Track;
  private readonly transport: Transport;
  private readonly player: Player;
  private readonly sentence = element("p", { class: "factorlab-note" });
  /** Said aloud: what begins and ends, not each frame. */
  private readonly status = element("span", { class: "factorlab-spoken", attributes: { role: "status" } });
  private state: ScrubberState | null = null;
  private look: Preferences | null = null;
  private plot: Plot | null = null;
  /** What a person wanted before there were frames. */
  private wanted: { action: () => void; iteration?: number } | null = null;
  private woken = false;

  constructor(private readonly host: ScrubberHost) {
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
      // The keys of a slider and of buttons are not the notebook's.
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
   * Shows a state. Cheap where only frames and position differ: curves are drawn anew where a run's `loss` is another
   * object than before.
   */
  show(state: ScrubberState, look: Preferences): void {
    const same = this.state !== null && this.look === look && sameCurves(state, this.state);
    this.state = { ...state, position: clamp(state.position, state.frames.length) };
    this.look = look;
    const empty = !state.pending && state.frames.length < 2 && !(state.runs[0]?.loss.values.length > 1);
    this.node.classList.toggle("factorlab-empty", empty);
    setText(this.sentence, empty ? emptyText(state.runs) : "");
    if (empty) {
      this.rest();
      return;
    }
    if (same) this.paint();
    else this.draw();
    if (state.frames.length > 0) this.catchUp();
  }

  /** Whether it is going through the frames by itself. */
  get playing(): boolean {
    return this.player.playing;
  }

  /** Stops playing. */
  pause(): void {
    if (!this.player.playing) return;
    this.rest();
    this.say(t("paused at iteration {iteration}", { iteration: formatCount(this.iteration()) }));
  }

  dispose(): void {
    this.player.pause();
    this.chart.dispose();
  }

  private draw(): void {
    if (!this.state || !this.look) return;
    const { runs, total, pending = false } = this.state;
    const log = this.caption.show(allLosses(this.chart.seen(runs)));
    const until = Math.max(total, lastIteration(this.chart.seen(runs)));
    this.plot = plotOf(this.chart.seen(runs), { log, early: true, until });
    this.chart.show(runs, this.plot, this.look, pending);
    if (runs[0]) this.track.show(runs[0], this.plot, total, this.look);
    this.paint();
  }

  private paint(): void {
    if (!this.state) return;
    this.track.move(this.iteration(), this.state.total);
    this.jumps.show(this.state.total, this.iteration());
    this.transport.show(this.player.playing);
  }

  /** The iteration that is shown: without frames, the last that is known. */
  private iteration(): number {
    const { frames, position, runs } = this.state!;
    return frames[position] ?? this.wanted?.iteration ?? runs[0]?.loss.iterations.at(-1) ?? 0;
  }

  /** What a place of the plot leads to: the nearest frame, or recorded loss while there are no frames. */
  private iterationAt(share: number): number {
    if (!this.state || !this.plot) return 0;
    const { frames, runs } = this.state;
    const stops = frames.length > 0 ? frames : (runs[0]?.loss.iterations ?? []);
    return stops[nearest(stops, share, this.plot.x.share)] ?? 0;
  }

  private seek(iteration: number): void {
    this.whenAwake(() => {
      const { x } = this.plot!;
      this.rest();
      this.moveTo(nearest(this.state!.frames, x.share(iteration), x.share));
    }, iteration);
  }

  private step(frames: number): void {
    this.whenAwake(() => {
      this.rest();
      this.moveTo(this.state!.position + frames);
    });
  }

  private press(key: string): boolean {
    if (key === " ") {
      this.toggle();
      return true;
    }
    const step = stepOf(key);
    if (step !== undefined) this.step(step);
    return step !== undefined;
  }

  /** Plays from here, or from the start where it stands at the end; pauses where it plays. */
  toggle(): void {
    if (this.player.playing) this.pause();
    else this.whenAwake(() => this.play());
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
    this.paint();
    if (moved) this.host.onMove(to);
  }

  /** Does it now where there are frames, else as soon as there are; the handle is at `iteration` meanwhile. */
  private whenAwake(action: () => void, iteration?: number): void {
    if (!this.state) return;
    if (this.state.frames.length > 0) {
      action();
      return;
    }
    this.wanted = { action, iteration };
    this.paint();
    if (this.woken) return;
    this.woken = true;
    this.host.onWake?.();
  }

  private catchUp(): void {
    const { wanted } = this;
    this.wanted = null;
    this.woken = false;
    wanted?.action();
  }

  private say(text: string): void {
    setText(this.status, text);
  }
}
