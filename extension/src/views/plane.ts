import type { FactorizationPayload, Payload, PlaneViewPayload } from "factorlab/view";
import type { Preferences } from "../preferences";
import { WorkbenchView } from "./factorization";

/** The plane of two features, with the matrices and the curve of a workbench below it. */
export class PlaneView extends WorkbenchView {
  private shown: PlaneViewPayload | null = null;
  private factorization: FactorizationPayload | null = null;

  /** The plane as it is shown now, which a person may have changed. */
  override get payload(): Payload | null {
    const { payload } = this.workbench;
    if (!payload || !this.shown) return null;
    const { sampleOf } = this.shown;
    return {
      ...payload,
      kind: "plane",
      features: [...this.workbench.planeFeatures],
      ...(sampleOf ? { sampleOf } : {}),
    };
  }

  show(payload: PlaneViewPayload, look: Preferences): void {
    const { features, sampleOf, ...parts } = payload;
    if (payload !== this.shown) {
      this.shown = payload;
      this.factorization = { ...parts, kind: "factorization" };
      this.workbench.showPlane(features, sampleOf);
    }
    if (this.factorization) this.workbench.showOutput(this.factorization, look);
  }
}
