import { element, setText } from "../../dom";
import { t } from "../../words";
import { icon } from "./icons";
import type { IconName } from "./icons";

/** Receives what the buttons below the curve ask for. */
export interface TransportHost {
  onToggle(): void;
  onStep(frames: number): void;
  onSpeed(speed: number): void;
}

const SPEEDS = [1, 2, 4];

/** Buttons to play, to go one frame back or forward, and for the speed. */
export class Transport {
  readonly node = element("div", { class: "factorlab-transport" });
  private readonly toggle = transportButton("factorlab-play");
  private readonly back = transportButton("", "back", t("One frame back"));
  private readonly forward = transportButton("", "forward", t("One frame on"));
  private readonly pace = transportButton("factorlab-pace");
  private speed = 0;
  private playing: boolean | null = null;

  constructor(host: TransportHost) {
    this.toggle.addEventListener("click", () => host.onToggle());
    this.back.addEventListener("click", () => host.onStep(-1));
    this.forward.addEventListener("click", () => host.onStep(1));
    this.pace.addEventListener("click", () => {
      this.speed = (this.speed + 1) % SPEEDS.length;
      this.showSpeed();
      host.onSpeed(SPEEDS[this.speed]);
    });
    const hint = element("span", {
      class: "factorlab-note factorlab-keys-hint",
      text: t("Space plays, ← → step, Home and End jump"),
    });
    this.node.append(this.toggle, this.back, this.forward, this.pace, hint);
    this.showSpeed();
    this.show(false);
  }

  show(playing: boolean): void {
    if (playing === this.playing) return;
    this.playing = playing;
    setAccessibleName(this.toggle, playing ? t("Pause") : t("Play"));
    this.toggle.replaceChildren(icon(playing ? "pause" : "play"));
  }

  private showSpeed(): void {
    const speed = SPEEDS[this.speed];
    setText(this.pace, `${speed}×`);
    setAccessibleName(this.pace, t("Speed {speed}×", { speed }));
  }
}

function transportButton(style: string, picture?: IconName, label: string = ""): HTMLButtonElement {
  const node = element("button", { class: `factorlab-button ${style}`, attributes: { type: "button" } });
  if (picture) node.append(icon(picture));
  setAccessibleName(node, label);
  return node;
}

function setAccessibleName(node: HTMLElement, label: string): void {
  node.setAttribute("aria-label", label);
  node.title = label;
}
