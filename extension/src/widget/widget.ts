import type { WidgetDefinition } from "./model";
import type * as App from "./app";

/** The source of `app.ts` as a module with all that it imports, and its digest; the build writes both. */
declare const FACTORLAB_APP: string;
declare const FACTORLAB_APP_DIGEST: string;

/** Where the page keeps the app: notebooks load this file anew for each widget, which then share it and its worker. */
const place = Symbol.for(`factorlab-widget-${FACTORLAB_APP_DIGEST}`);
const page = globalThis as { [place]?: Promise<WidgetDefinition> };

function load(): Promise<WidgetDefinition> {
  // Kept for as long as the page: workers are started from it, whose script is this very source.
  const url = URL.createObjectURL(new Blob([FACTORLAB_APP], { type: "text/javascript" }));
  return (import(/* @vite-ignore */ url) as Promise<typeof App>).then(({ start }) => start(url));
}

const widget: WidgetDefinition = {
  async render(view) {
    const app = await (page[place] ??= load());
    return app.render(view);
  },
};

export default widget;
