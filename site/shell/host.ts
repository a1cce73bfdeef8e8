import { bundledCharts, pageHost, useHost } from "../../extension/src/page-entry";
import { onThemeChange, pageTheme } from "./theme";
import "./views.css";

/** Lets the views know where they are: on a page of the site, whose header chooses the theme. */
export function useSiteHost(): void {
  useHost(
    pageHost({
      theme: { theme: pageTheme, highContrast: () => false, watch: onThemeChange },
      startWorker: () => new Worker(engineAddress(), { type: "module" }),
      // Curves are drawn without it at first; what a person does has the network to itself until then.
      loadCharts: async () => {
        await idle();
        return bundledCharts();
      },
    }),
  );
}

/** Waits until the page is loaded and has nothing to do. */
async function idle(): Promise<void> {
  if (document.readyState !== "complete")
    await new Promise((done) => addEventListener("load", done, { once: true }));
  await new Promise<unknown>((done) => {
    // Safari has had it only of late.
    if ("requestIdleCallback" in globalThis) requestIdleCallback(done, { timeout: 2000 });
    else setTimeout(done, 500);
  });
}

/** The address of the worker's script, which the build writes into the page. */
function engineAddress(): URL {
  const address = document.querySelector<HTMLMetaElement>('meta[name="factorlab-engine"]')?.content;
  if (address === undefined) throw new Error("The page does not say where the worker's script is.");
  return new URL(address, document.baseURI);
}
