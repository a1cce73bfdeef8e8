import { canBeTurned } from "factorlab/view";
import type { DialsViewPayload, FactorEntry, Frame } from "factorlab/view";
import { LazyFold } from "../workbench/lazy-fold";
import { t } from "../words";
import type { DialsView } from "./dials";
import type { DialsBegin, DialsHost } from "./host";

/** The fold with the dials, which are loaded when it is first opened. */
export class DialsFold extends LazyFold<DialsView> {
  private begin: DialsBegin | undefined;
  private before: DialsView | null = null;

  constructor(private readonly host: DialsHost) {
    super(() => host.draw());
    host.timeline.turn = (frame: Frame) => this.content?.turned(frame) ?? frame;
    host.timeline.leave = () => this.content?.hand.leave();
  }

  /** Opens it on what an output of dials shows. */
  open(begin: DialsBegin | undefined): void {
    this.begin = begin;
    this.openAnew();
  }

  /** Goes on with the numbers that were turned in another fold on the same factorization. */
  takeOver(other: DialsFold): void {
    this.begin = other.begin;
    this.before = other.content;
    this.openAs(other, other.content !== null);
  }

  /** The dials as they are now; null where they are closed or still being loaded. */
  get payload(): DialsViewPayload | null {
    return this.isShown ? (this.content?.payload ?? null) : null;
  }

  /** The numbers as they were turned; null where none was, or the dials are closed. */
  get turnedByHand(): { L: number[]; U: number[] } | null {
    const current = this.isShown ? this.content?.hand.current : null;
    return current ? { L: Array.from(current.L), U: Array.from(current.U) } : null;
  }

  /** Chooses the number whose valley is drawn. */
  choose(entry: FactorEntry): void {
    if (this.isShown) this.content?.choose(entry);
  }

  protected title(): string {
    return t("Be the gradient");
  }

  protected fits(): boolean {
    const { subject } = this.host.timeline;
    // Factors that were found directly have no gradient that led to them.
    if (!subject || subject.direct) return false;
    return canBeTurned({ data: subject.data, L: { columns: subject.features } });
  }

  protected async load(): Promise<DialsView> {
    const { DialsView } = await import("./dials");
    const { before } = this;
    this.before = null;
    return new DialsView(this.host, this.begin, before);
  }
}
