import { describe } from "factorlab/view";
import type { ExerciseViewPayload, PredictionViewPayload } from "factorlab/view";
import type { ExerciseCard, PredictionCard } from "../course/cards";
import { element, setText } from "../dom";
import { t } from "../words";

/** The cards are loaded with the first of them; until then, and where they cannot be, the output says what it is. */
abstract class CardView<Shown extends ExerciseViewPayload | PredictionViewPayload> {
  readonly node = element("div", { class: "factorlab-view" });
  private card: { readonly node: HTMLElement; show(payload: Shown): void; dispose(): void } | null = null;
  private payload: Shown | null = null;
  private disposed = false;

  protected abstract load(): Promise<{ node: HTMLElement; show(payload: Shown): void; dispose(): void }>;

  show(payload: Shown): void {
    const isFirst = this.payload === null;
    this.payload = payload;
    if (this.card) this.card.show(payload);
    else {
      setText(this.node, describe(payload, t));
      if (isFirst) void this.begin();
    }
  }

  dispose(): void {
    this.disposed = true;
    this.card?.dispose();
  }

  private async begin(): Promise<void> {
    try {
      const card = await this.load();
      if (this.disposed) { card.dispose(); return; }
      this.card = card;
      this.node.replaceChildren(card.node);
      if (this.payload) card.show(this.payload);
    } catch (error) {
      console.error(error);
      setText(this.node, t("Factorlab's view could not be loaded. Reload the page to try again."));
    }
  }
}

/** A question that is answered before something is shown. */
export class PredictionView extends CardView<PredictionViewPayload> {
  protected async load(): Promise<PredictionCard> {
    return new (await import("../course/cards")).PredictionCard();
  }
}

/** A part of an exercise. */
export class ExerciseView extends CardView<ExerciseViewPayload> {
  protected async load(): Promise<ExerciseCard> {
    return new (await import("../course/cards")).ExerciseCard();
  }
}
