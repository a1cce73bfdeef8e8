import type { Page } from "@playwright/test";

/**
 * The messages of the errors that nobody catches in a page, from now on. Those of ipywidgets' extension, which the tests
 * of the widget need beside ours, are left out: it asks for the kernel of notebooks that have none.
 */
export function pageErrors(page: Page): string[] {
  const messages: string[] = [];
  page.on("pageerror", ({ message, stack = "" }) => {
    if (!stack.includes("/@jupyter-widgets/")) messages.push(message);
  });
  return messages;
}
