import { ABCWidgetFactory, DocumentWidget } from "@jupyterlab/docregistry";
import type { DocumentRegistry } from "@jupyterlab/docregistry";
import { factorizationIcon } from "../icons";
import { FactorizationContent } from "./content";
import type { ContentsManager } from "./file-watch";

/** The view's name in "Open With". */
export const FACTORY = "Factorization";

/** Makes the view of a file with a payload; only the text editor changes the file. */
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
    // The toolbar would be an empty bar above the view.
    widget.toolbar.hide();
    return widget;
  }
}
