import type { Browser, Page } from "@playwright/test";

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

/**
 * Opens a page of our own.
 * @param note gets what it says in the console as an error, and the errors that nobody catches.
 */
export async function newPageNoting(
  note: (problem: string) => void,
  browser: Browser,
  options: Parameters<Browser["newPage"]>[0] = {},
): Promise<Page> {
  const page = await browser.newPage(options);
  page.on("console", (message) => message.type() === "error" && note(message.text()));
  page.on("pageerror", (error) => note(String(error)));
  return page;
}
