import "../../style/views.css";
import { PayloadError } from "factorlab";
import { checkPayload } from "factorlab/view";
import type { Payload } from "factorlab/view";
import { element } from "../dom";
import { loadWords } from "../language";
import { onPreferencesChange, preferences } from "../preferences";
import { DialsView } from "./dials";
import type { Preferences } from "../preferences";
import { FactorizationView, WorkbenchView } from "./factorization";
import type { ExperimentListener } from "../workbench/workbench";
import { GuessView } from "./guess";
import { ListView } from "./list";
import { LossView } from "./loss";
import { PlaneView } from "./plane";
import { MatrixView } from "./equation/matrix";
import { TrainingView } from "./training";
import { currentLanguage, t } from "../words";

/** The content of an output. A view for a kind of payload also has `show`, which draws a payload or updates the view. */
export interface View {
  readonly node: HTMLElement;
  /** What is shown now, where a person may have changed what was given. */
  readonly payload?: Payload | null;
  /** Goes on with what a person has begun in another view of the same kind and payload. */
  takeOver?(before: View): void;
  dispose(): void;
}

/** A view whose code is loaded when a payload of its kind is first drawn. */
type LaterView<Shown extends Payload> = new () => View & { show(payload: Shown, look: Preferences): void };

/** A text in the language that is current when it is asked for. */
type Said = () => string;

/** Draws the content of an output's node: the view of its payload, or a message if there is none. */
export class Drawing {
  private view: View | null = null;
  private payload: Payload | null = null;
  /** The view in another language, until its successor is there. */
  private before: View | null = null;
  private language = currentLanguage();
  /** Says again what is shown in place of a view. */
  private complaint: (() => void) | null = null;
  private readonly stopListening = onPreferencesChange(() => this.drawAgain());

  /** @param onExperiment hears of a person's own experiment in a factorization, whenever it or the shown state changes. */
  constructor(
    private readonly host: HTMLElement,
    private readonly onExperiment?: ExperimentListener,
  ) {}

  /** Checks a payload and draws it, since a file may hold anything. */
  show(value: unknown): void {
    this.payload = null;
    try {
      this.payload = checkPayload(value);
    } catch (error) {
      this.complain(() => (error instanceof PayloadError ? error.message : t("Its payload cannot be read.")));
      return;
    }
    this.draw(this.payload);
  }

  /** The payload that is shown, or null if a message is shown. */
  get drawn(): Payload | null {
    return this.view?.payload === undefined ? this.payload : this.view.payload;
  }

  /** Shows a message instead of a view, and again in another language. */
  complain(reason: Said, heading: Said = () => t("This Factorlab output cannot be drawn.")): void {
    this.payload = null;
    this.complaint = () => this.complain(reason, heading);
    const title = element("strong", { text: heading() });
    const message = element("p", { text: reason() });
    const node = element("div", { class: "factorlab-error", children: [title, message] });
    this.replace({ node, dispose: () => undefined });
  }

  dispose(): void {
    this.payload = null;
    this.stopListening();
    this.view?.dispose();
    this.before?.dispose();
  }

  /** Draws the payload again with other preferences or in another language. */
  private drawAgain(): void {
    if (!this.payload) {
      this.complaint?.();
      return;
    }
    // A card of the course speaks its own language: what is typed in it, and hints that are open, stay.
    if (this.language === currentLanguage() || "language" in this.payload) this.draw(this.payload);
    else this.drawAnew();
  }

  /** Makes a new view for a new language, since headings and buttons are written once; it shows what the old one did. */
  private drawAnew(): void {
    const before = this.view ?? this.before;
    this.language = currentLanguage();
    // A workbench goes on from its output; what is shown elsewhere is a whole payload.
    if (!(before instanceof WorkbenchView)) this.payload = this.drawn;
    this.before = before;
    this.view = null;
    if (this.payload) this.draw(this.payload);
    this.goOn();
  }

  /** Has the present view, once it is there, go on from the one in another language. */
  private goOn(): void {
    const { before, view } = this;
    if (!before || !view) return;
    this.before = null;
    if (view.constructor === before.constructor) view.takeOver?.(before);
    before.dispose();
  }

  private draw(payload: Payload): void {
    const look = preferences();
    this.host.toggleAttribute("data-high-contrast", look.highContrast);
    try {
      switch (payload.kind) {
        case "matrix":
          this.use(MatrixView).show(payload, look);
          break;
        case "factorization":
          this.use(FactorizationView, this.onExperiment).show(payload, look);
          break;
        case "loss":
          this.use(LossView).show(payload, look);
          break;
        case "training":
          this.use(TrainingView).show(payload, look);
          break;
        case "table":
          this.use(ListView).show(payload);
          break;
        case "map":
          void this.later(payload, look, async () => (await import("./map")).MapView);
          break;
        case "plane":
          this.use(PlaneView, this.onExperiment).show(payload, look);
          break;
        case "guess":
          this.use(GuessView, this.onExperiment).show(payload, look);
          break;
        case "dials":
          this.use(DialsView, this.onExperiment).show(payload, look);
          break;
        case "picture":
          void this.later(payload, look, async () => (await import("./picture/picture")).PictureView);
          break;
        case "prediction":
          void this.later(payload, look, async () => (await import("../course/prediction")).PredictionCard);
          break;
        case "exercise":
          void this.later(payload, look, async () => (await import("../course/exercise")).ExerciseCard);
          break;
      }
    } catch (error) {
      this.complainOfError(error);
    }
  }

  /** Loads a view that few outputs need, and shows the payload in it unless there is another one by then. */
  private async later<Shown extends Payload>(
    payload: Shown,
    look: Preferences,
    load: () => Promise<LaterView<Shown>>,
  ): Promise<void> {
    let view: LaterView<Shown> | null = null;
    try {
      // A card has a language of its own.
      const [loaded] = await Promise.all([load(), "language" in payload && loadWords(payload.language)]);
      view = loaded;
      if (this.payload !== payload) return;
      this.use(view).show(payload, look);
      this.goOn();
    } catch (error) {
      if (view || this.payload !== payload) this.complainOfError(error);
      else this.complain(() => t("Factorlab's view could not be loaded. Reload the page to try again."));
    }
  }

  private complainOfError(error: unknown): void {
    console.error(error);
    this.complain(() => t("The view ran into an error, which the browser's console shows."));
  }

  /** The present view if it is of the right kind, or else a new one. */
  private use<Kind extends View, Arguments extends unknown[]>(
    kind: new (...given: Arguments) => Kind,
    ...given: Arguments
  ): Kind {
    if (this.view instanceof kind) return this.view;
    const view = new kind(...given);
    this.replace(view);
    return view;
  }

  private replace(view: View): void {
    this.view?.dispose();
    this.view = view;
    this.host.replaceChildren(view.node);
  }
}
