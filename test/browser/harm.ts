import type { Page } from "@playwright/test";

declare global {
  interface Window {
    /** Set by the markup of hostile payloads, if it is ever run. */
    __ran?: boolean;
  }
}

/** What must not happen while hostile payloads are on the page. */
export interface Harm {
  scriptRan: boolean;
  /** Addresses outside JupyterLab's own that the page asked for. */
  requests: string[];
  /** What was added to `Object.prototype`. */
  polluted: string[];
  /** Elements in our outputs that nothing of ours makes: scripts, frames, addresses elsewhere, handlers; five at most. */
  elements: string[];
  /** Dialogs that were opened. */
  dialogs: string[];
}

/** Watches a page from now on; the function it returns says what has happened. */
export function watch(page: Page, origin: string): () => Promise<Harm> {
  const requests: string[] = [];
  const dialogs: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) requests.push(url);
  });
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return async () => ({ ...(await page.evaluate(harmOnPage)), requests, dialogs });
}

/** Runs on the page. */
function harmOnPage(): Pick<Harm, "scriptRan" | "polluted" | "elements"> {
  const polluted: string[] = [];
  for (const key in {}) polluted.push(key);
  const elements: string[] = [];
  const foreign = "script, iframe, object, embed, link, meta, base, form, foreignObject";
  for (const node of document.querySelectorAll(".factorlab *")) {
    const addresses = Array.from(node.attributes).filter(({ name }) => /(^|:)(href|src|action)$/.test(name));
    // A link that a person has to click, and that shows its whole address, as JupyterLab's own text outputs have them.
    const isOpen =
      node.matches('a[target="_blank"][rel="noopener noreferrer"]') &&
      node.textContent === node.getAttribute("href");
    const ours = isOpen ? /^https?:\/\// : /^(data:image\/|blob:|#)/;
    const calls = addresses.some(({ value }) => !ours.test(value));
    const handles = node.getAttributeNames().some((name) => name.startsWith("on"));
    if (calls || handles || node.matches(foreign)) elements.push(node.outerHTML.slice(0, 200));
  }
  return { scriptRan: window.__ran === true, polluted, elements: elements.slice(0, 5) };
}

export const harmless: Harm = { scriptRan: false, requests: [], polluted: [], elements: [], dialogs: [] };
