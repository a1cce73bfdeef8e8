import {
  canFactorize,
  largest,
  mostPictureFeatures,
  pictureFactsOf,
  pictureProduct,
  said,
  smallest,
} from "factorlab/view";
import type { PictureMethod, PictureViewPayload, TextPayload } from "factorlab/view";
import { element, setText } from "../../dom";
import { undoOrRedo } from "../../keys";
import { EditHistory } from "../../playground/edit-history";
import type { Preferences } from "../../preferences";
import { preferences } from "../../preferences";
import { t } from "../../words";
import { PictureControls } from "./controls";
import { FactorsOfPictures } from "./factors";
import type { Factors } from "./factors";
import { Images } from "./images";
import { greyPicture, pictureIn } from "./own-picture";
import { greys, reachOf, signed, withReach } from "../raster";
import type { Ink } from "../raster";
import { Tiles } from "./tiles";
import { factsText, problemText } from "./words";

/** What a person has chosen. */
interface Choice {
  readonly title: TextPayload;
  readonly matrix: PictureViewPayload["matrix"];
  readonly method: PictureMethod;
  readonly features: number;
  readonly leftOut: ReadonlySet<number>;
}

/** A matrix as a picture, and what a few features make of it. */
export class PictureView {
  readonly node = element("div", {
    class: "factorlab-view factorlab-picture",
    attributes: { role: "group", "data-lm-suppress-shortcuts": "true" },
  });
  private readonly title = element("strong");
  private readonly facts = element("span", { class: "factorlab-note" });
  private readonly status = element("p", { class: "factorlab-note", attributes: { role: "status" } });
  private readonly images = new Images();
  private readonly tiles = new Tiles((feature) => this.toggle(feature));
  private readonly controls: PictureControls;
  private readonly finder = new FactorsOfPictures();
  private history: EditHistory<Choice> | null = null;
  private first: PictureViewPayload | null = null;
  private factors: Factors | null = null;

  constructor() {
    this.controls = new PictureControls({
      onFeatures: (features) => this.choose({ features, leftOut: new Set() }, "features"),
      onMethod: (method) => this.choose({ method, leftOut: new Set() }),
      onFile: (file) => void this.take(file),
      onUndo: () => this.travel("undo"),
      onSettled: () => this.history?.seal(),
    });
    const header = element("div", { class: "factorlab-header", children: [this.title, this.facts] });
    const hint = element("p", {
      class: "factorlab-note",
      text: t(
        "Drop or paste a picture of your own here: it does not leave this page. A click on a feature leaves it out.",
      ),
    });
    this.node.append(header, this.images.node, this.controls.node, this.status, this.tiles.node, hint);
    this.node.addEventListener("keydown", (event) => undoOrRedo(event, (where) => this.travel(where)));
    this.node.addEventListener("paste", (event) => this.onTransfer(event, event.clipboardData));
    this.node.addEventListener("drop", (event) => this.onTransfer(event, event.dataTransfer));
    // Without this, a page opens what is dropped in place of itself.
    this.node.addEventListener("dragover", (event) => event.preventDefault());
  }

  /** The picture and the factors that are shown: what is exported. */
  get payload(): PictureViewPayload | null {
    const { first, factors } = this;
    if (first === null || this.history === null || factors === null) return first;
    const { title, matrix, method } = this.history.current;
    return { ...first, title, matrix, method, L: Array.from(factors.L), U: Array.from(factors.U) };
  }

  show(payload: PictureViewPayload, look: Preferences = preferences()): void {
    if (this.first !== payload) {
      const { title, matrix, method, L, U } = payload;
      const features = L.length / matrix.rows;
      this.first = payload;
      this.factors = { L: Float64Array.from(L), U: Float64Array.from(U), features };
      this.history = new EditHistory<Choice>({ title, matrix, method, features, leftOut: new Set() });
    }
    this.draw(look);
  }

  /** Goes on with what was chosen in another view of the same picture, which can still be taken back. */
  takeOver({ history, factors }: PictureView): void {
    if (!history?.canUndo && !history?.canRedo) return;
    this.history = history;
    this.factors = factors;
    this.find();
  }

  dispose(): void {
    this.finder.dispose();
  }

  private choose(change: Partial<Choice>, key: string | null = null): void {
    if (this.history === null) return;
    this.history.push({ ...this.history.current, ...change }, key);
    this.find();
  }

  /** Finds the factors of what is chosen now, and draws them when they are there. */
  private find(): void {
    if (this.history === null || this.first === null) return;
    const { matrix, method, features } = this.history.current;
    const { rows, columns, values } = matrix;
    const task = { rows, columns, values, method, features, seed: this.first.seed };
    setText(this.status, t("Working…"));
    this.showControls();
    this.finder.ask(
      task,
      mostPictureFeatures(matrix),
      (factors) => {
        this.factors = factors;
        setText(this.status, "");
        this.draw(preferences());
      },
      (message) => setText(this.status, message),
    );
  }

  private toggle(feature: number): void {
    if (this.history === null) return;
    const leftOut = new Set(this.history.current.leftOut);
    if (!leftOut.delete(feature)) leftOut.add(feature);
    this.history.push({ ...this.history.current, leftOut });
    this.draw(preferences());
  }

  private travel(where: "undo" | "redo"): void {
    this.history?.[where]();
    this.find();
  }

  private async take(file: Blob): Promise<void> {
    const numbers = await greyPicture(file);
    if (typeof numbers === "string") {
      setText(this.status, problemText(numbers));
      return;
    }
    if (this.history === null) return;
    const most = mostPictureFeatures(numbers);
    const features = Math.min(this.history.current.features, most);
    const matrix = { ...numbers, values: Array.from(numbers.values) };
    this.choose({ title: t("Your picture"), matrix, features, leftOut: new Set() });
  }

  private onTransfer(event: Event, transfer: DataTransfer | null): void {
    const file = pictureIn(transfer);
    if (file === null && event.type === "paste") return;
    // JupyterLab would take what is pasted or dropped for cells and files.
    event.preventDefault();
    event.stopPropagation();
    if (file === null) setText(this.status, problemText("unreadable"));
    else void this.take(file);
  }

  private showControls(): void {
    if (this.history === null) return;
    const { matrix, method, features } = this.history.current;
    this.controls.show({
      ...{ method, features, most: mostPictureFeatures(matrix) },
      canBeNmf: canFactorize("nmf", matrix.values),
      canUndo: this.history.canUndo,
    });
  }

  private draw(look: Preferences): void {
    const { history, factors } = this;
    if (history === null || factors === null) return;
    const { title, matrix, method, leftOut } = history.current;
    const { rows, columns, values } = matrix;
    const kept = without(factors, matrix, leftOut);
    const product = pictureProduct(kept.L, kept.U, rows, columns);
    const facts = factsText(pictureFactsOf(matrix, product, factors.features - leftOut.size));
    const heading = said(title, t);
    setText(this.title, heading);
    setText(this.facts, facts);
    this.node.setAttribute("aria-label", `${heading}. ${facts}`);
    const range = [smallest(values), largest(values)] as const;
    const colours = signed((range[1] - range[0] || 1) / 2, look.theme, look.palette);
    this.images.show(matrix, product, factors.features - leftOut.size, {
      shades: greys(range),
      differences: colours,
    });
    const inkFor = (numbers: ArrayLike<number>): Ink =>
      method === "nmf" ? greys([0, reachOf(numbers)]) : withReach(colours, reachOf(numbers));
    this.tiles.show(factors, matrix, leftOut, inkFor);
    this.showControls();
  }
}

/** The factors with the columns of L set to 0 that are left out. */
function without(
  { L, U, features }: Factors,
  { rows }: { rows: number },
  leftOut: ReadonlySet<number>,
): Factors {
  if (leftOut.size === 0) return { L, U, features };
  const rest = Float64Array.from(L);
  for (let i = 0; i < rows; i++) for (const feature of leftOut) rest[i * features + feature] = 0;
  return { L: rest, U, features };
}
