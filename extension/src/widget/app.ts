import { element } from "../dom";
import { serveAsWorker } from "../engine/serve-as-worker";
import { useHost } from "../host/host";
import { chooseLanguage } from "../language";
import { Drawing } from "../views/drawing";
import { styles } from "./built";
import { serve, widgetHost } from "./host";
import type { WidgetDefinition } from "./model";
import { SharedExperiment } from "./shared-experiment";

const STYLE_MARK = "data-factorlab-styles";

/** Puts the stylesheet where it reaches a node: into its shadow tree, or into the page. */
function addStyles(node: Element): void {
  const root = node.getRootNode();
  const place = root instanceof ShadowRoot ? root : document.head;
  if (place.querySelector(`style[${STYLE_MARK}]`)) return;
  place.append(element("style", { text: styles(), attributes: { [STYLE_MARK]: "" } }));
}

/** Draws the payload of a widget's model into the node that a notebook gives it. */
const widget: WidgetDefinition = {
  render({ model, el }) {
    const node = element("div", { class: "factorlab" });
    el.append(node);
    // Some notebooks put the node on the page later.
    const waiting = requestAnimationFrame(() => addStyles(node));
    addStyles(node);
    const end = serve(node);
    const shared = new SharedExperiment(model);
    const drawing = new Drawing(node, (experiment, payload) => shared.share(experiment, payload));
    const draw = (): void => drawing.show(model.get("payload"));
    model.on("change:payload", draw);
    draw();
    chooseLanguage("auto", document.documentElement.lang || navigator.language).catch((error: unknown) =>
      console.error(error),
    );
    return () => {
      cancelAnimationFrame(waiting);
      model.off("change:payload", draw);
      shared.dispose();
      drawing.dispose();
      end();
      node.remove();
    };
  },
};

/** @param url the address of this module. */
export function start(url: string): WidgetDefinition {
  useHost(widgetHost(url));
  return widget;
}

// The same module is the script of the worker that trains, so that the library is in it once.
if (typeof document === "undefined") serveAsWorker();
