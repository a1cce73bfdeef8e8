import { ABCWidgetFactory, DocumentWidget } from "@jupyterlab/docregistry";
import type { DocumentRegistry } from "@jupyterlab/docregistry";
import { factorizationIcon } from "../icons";
import { FactorizationContent } from "./content";
import type { ContentsManager } from "./file-watch";

/** What "Open With" calls the view. */
export const FACTORY = "Factorization";

/** Makes the view of a file with a payload; the file itself is changed in the text editor. */
export class FactorizationFactory extends ABCWidgetFactory<DocumentWidget<FactorizationContent>> {
  constructor(
    fileType: string,
    private readonly contents: ContentsManager,
  ) {
    super({
      name: FACTORY,
      modelName: "text",
      fileTypes: [fileType],
      defaultFor: [fileType],
      readOnly: true,
    });
  }

  protected override createNewWidget(
    context: DocumentRegistry.Context,
  ): DocumentWidget<FactorizationContent> {
    const content = new FactorizationContent(context, this.contents);
    const widget = new DocumentWidget({ content, context });
    widget.title.icon = factorizationIcon;
    // There is nothing in it, and an empty bar would stand above the view.
    widget.toolbar.hide();
    return widget;
  }
}
