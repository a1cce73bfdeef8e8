import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { root } from "../../scripts/lib/paths.mjs";

const source = readFileSync(join(root, "node_modules", "axe-core", "axe.min.js"), "utf8");

interface Finding {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

declare global {
  interface Window {
    axe?: {
      run: (context: object, options: object) => Promise<{ violations: Finding[]; passes: Finding[] }>;
    };
  }
}

/**
 * What axe finds wrong in the nodes that a selector means: one line a finding. It holds the page against WCAG 2.2, A
 * and AA, and against what its authors advise.
 */
export async function findings(page: Page, selector: string): Promise<string[]> {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(source);
  return page.evaluate(async (include) => {
    // JupyterLab's body has no height and hides what flows over, so that axe would take all text for invisible.
    const outer = [document.body, document.documentElement];
    for (const { style } of outer) style.height = "100%";
    const { violations, passes } = await window.axe!.run(
      { include: [include] },
      // Whether headings and landmarks are in order is JupyterLab's matter: an output stands inside its page.
      { rules: { region: { enabled: false }, "page-has-heading-one": { enabled: false } } },
    );
    for (const { style } of outer) style.height = "";
    if (passes.length === 0) return ["nothing was looked at"];
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = "" }) => {
        const why = failureSummary.replace(/\s+/g, " ").slice(0, 240);
        return `${id} (${help}): ${html.slice(0, 200)} ${why}`;
      }),
    );
  }, selector);
}

/**
 * The texts in the nodes that a selector means which are cut off: no scrolling leads to the rest of them. A name may be
 * shortened where a tooltip has all of it.
 */
export function cutOff(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((roots) => {
    const hides = (node: Element): boolean => /hidden|clip/.test(getComputedStyle(node).overflowX);
    const scrolls = (node: Element): boolean => /auto|scroll/.test(getComputedStyle(node).overflowX);
    const short = (node: Element): boolean =>
      getComputedStyle(node).textOverflow === "ellipsis" && node.closest("[title]:not([title=''])") !== null;
    /** The nearest element around a text that decides whether what sticks out of it can be reached. */
    const around = (node: Element, root: Element): Element => {
      let at = node;
      while (at !== root && !hides(at) && !scrolls(at)) at = at.parentElement!;
      return at;
    };
    return roots.flatMap((root) => {
      const found: string[] = [];
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const { parentElement: parent, textContent } = texts.currentNode;
        if (!parent || !textContent?.trim() || !parent.checkVisibility()) continue;
        const edge = around(parent, root);
        const { left, right, width } = edge.getBoundingClientRect();
        // What is one pixel wide is meant for whoever listens.
        if (width <= 1 || (scrolls(edge) && edge !== root) || short(edge)) continue;
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        const text = range.getBoundingClientRect();
        if (text.right > right + 1 || text.left < left - 1) found.push(textContent.trim().slice(0, 80));
      }
      return found;
    });
  });
}
