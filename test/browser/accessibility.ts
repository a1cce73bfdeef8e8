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
    document.body.style.height = "100%";
    document.documentElement.style.height = "100%";
    const { violations, passes } = await window.axe!.run(
      { include: [include] },
      // Whether headings and landmarks are in order is JupyterLab's matter: an output stands inside its page.
      { rules: { region: { enabled: false }, "page-has-heading-one": { enabled: false } } },
    );
    if (passes.length === 0) return ["nothing was looked at"];
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = "" }) => {
        const why = failureSummary.replace(/\s+/g, " ").slice(0, 240);
        return `${id} (${help}): ${html.slice(0, 200)} ${why}`;
      }),
    );
  }, selector);
}
