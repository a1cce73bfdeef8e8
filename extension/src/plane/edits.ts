import { beforeChange, changePlane, pullIn, UNCHANGED_PLANE } from "factorlab/view";
import type { CellsPayload, Frame, PlaneChange, PlanePoint } from "factorlab/view";
import { EditHistory } from "../playground/edit-history";

/** What a person has done in the plane. */
export interface PlaneEdit {
  /** The features across and up; one alone where there is no other. */
  readonly features: readonly number[];
  readonly change: PlaneChange;
  /** The factors that were dragged, of one state of the training only. */
  readonly hand: { readonly frame: Frame; readonly L: Float64Array; readonly U: Float64Array } | null;
  /** The penalty λ that pulls in the factors of one state of the training. */
  readonly pull: { readonly frame: Frame; readonly penalty: number } | null;
}

/** The factorization whose factors are changed. */
export interface PlaneSubject {
  readonly data: CellsPayload;
  readonly features: number;
}

/** The changes of the plane, to undo and redo. They stand between what was trained and what is shown. */
export class PlaneEdits {
  private readonly history: EditHistory<PlaneEdit>;
  private known: { frame: Frame; edit: PlaneEdit; altered: Frame } | null = null;

  constructor(
    private readonly subject: PlaneSubject,
    features: readonly number[],
    change: PlaneChange = UNCHANGED_PLANE,
  ) {
    this.history = new EditHistory<PlaneEdit>({ features, change, hand: null, pull: null });
  }

  get current(): PlaneEdit {
    return this.history.current;
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  /** The state with the changes of it. @param lossOf the loss of factors. */
  alter(frame: Frame, lossOf: (factors: Pick<Frame, "L" | "U">) => number): Frame {
    const edit = this.current;
    if (this.known?.frame === frame && this.known.edit === edit) return this.known.altered;
    const pulled = this.pulled(frame);
    const { change } = edit;
    const changed = isUnchanged(change) ? pulled : changePlane(pulled, this.sizes, edit.features, change);
    // Turning and stretching leave the loss as it is, whatever they round.
    const loss = pulled === frame ? frame.loss : lossOf(pulled);
    const altered =
      changed === frame ? frame : { iteration: frame.iteration, loss, L: changed.L, U: changed.U };
    this.known = { frame, edit, altered };
    return altered;
  }

  /** λ of a state, 0 where nothing pulls. */
  penaltyOf(frame: Frame): number {
    const { pull } = this.current;
    return pull?.frame === frame ? pull.penalty : 0;
  }

  /** Moves the tip of a row's or a column's arrow to a point of the plane. */
  drag(frame: Frame, kind: "row" | "column", index: number, point: PlanePoint): void {
    const { features, change } = this.current;
    const { L, U } = this.pulled(frame);
    const hand = { frame, L: Float64Array.from(L), U: Float64Array.from(U) };
    const moved = beforeChange(kind, point, change, features);
    features.forEach((feature, t) => {
      if (kind === "row") hand.L[index * this.subject.features + feature] = moved[t];
      else hand.U[feature * this.subject.data.columns + index] = moved[t];
    });
    this.push({ hand, pull: null }, `${kind} ${index}`);
  }

  pull(frame: Frame, penalty: number): void {
    this.push({ pull: penalty > 0 ? { frame, penalty } : null }, "penalty");
  }

  change(change: Partial<PlaneChange>): void {
    this.push({ change: { ...this.current.change, ...change } }, Object.keys(change)[0]);
  }

  /** Shows other features. What was turned stays turned only in the plane of the same features. */
  choose(features: readonly number[]): void {
    this.push({ features, change: UNCHANGED_PLANE });
  }

  /** Goes back to what was trained. */
  reset(): void {
    this.push({ change: UNCHANGED_PLANE, hand: null, pull: null });
  }

  undo(): void {
    this.history.undo();
  }

  redo(): void {
    this.history.redo();
  }

  /** Ends a change, so that the next one is undone by itself. */
  seal(): void {
    this.history.seal();
  }

  private get sizes(): { rows: number; features: number; columns: number } {
    const { data, features } = this.subject;
    return { rows: data.rows, columns: data.columns, features };
  }

  /** The factors before the plane is turned. */
  private pulled(frame: Frame): Pick<Frame, "L" | "U"> {
    const { hand } = this.current;
    const base = hand?.frame === frame ? hand : frame;
    const penalty = this.penaltyOf(frame);
    return penalty > 0 ? pullIn(this.subject.data, base, penalty) : base;
  }

  private push(changed: Partial<PlaneEdit>, key: string | null = null): void {
    this.history.push({ ...this.current, ...changed }, key);
  }
}

export function isUnchanged({ stretch, mirrored, turn }: PlaneChange): boolean {
  return stretch === 1 && !mirrored && turn === 0;
}
