import type { WidgetDefinition, WidgetModel } from "./model";
import type * as App from "./app";
import { sourceFromPython } from "./from-python";
import { Modules } from "./modules";

/** The app and all that it cannot wait for, as modules by their names, and their digest; the build writes both. */
declare const FACTORLAB_MODULES: Readonly<Record<string, string>>;
declare const FACTORLAB_DIGEST: string;

/** What all widgets of this version on a page share: notebooks load this file anew for each of them. */
interface Shared {
  readonly modules: Modules;
  /** The widgets that are shown, by their nodes. */
  readonly models: Map<Element, WidgetModel>;
  app: Promise<WidgetDefinition> | null;
}

const place = Symbol.for(`factorlab-widget-${FACTORLAB_DIGEST}`);
const page = globalThis as { [place]?: Shared };

function share(): Shared {
  const models = new Map<Element, WidgetModel>();
  const here = `globalThis[Symbol.for("factorlab-widget-${FACTORLAB_DIGEST}")].modules`;
  const receive = async (name: string): Promise<string> => {
    // The one that a person is in, or the newest: the kernel of another may have ended.
    const shown = [...models];
    const asking = shown.find(([node]) => node.matches(":focus-within")) ?? shown.at(-1);
    if (!asking) throw new Error("No widget is shown.");
    return sourceFromPython(asking[1], name);
  };
  return { modules: new Modules(here, FACTORLAB_MODULES, receive), models, app: null };
}

async function load(modules: Modules): Promise<WidgetDefinition> {
  const { start } = (await modules.load("app.js")) as typeof App;
  return start(await modules.address("app.js"));
}

const widget: WidgetDefinition = {
  async render(view) {
    const shared = (page[place] ??= share());
    const { model, el } = view;
    shared.models.set(el, model);
    const app = await (shared.app ??= load(shared.modules));
    const end = await app.render(view);
    return () => {
      shared.models.delete(el);
      end();
    };
  },
};

export default widget;
