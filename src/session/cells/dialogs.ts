/** `prompt`, `confirm` and `alert`, as in browsers and Deno. */
import { StdinNotImplementedError } from "../messages/input";
import { platform } from "../platform/platform";

/** Asks for a line of text, waits for it, and returns it. */
export type Ask = (prompt: string) => string;

export interface Dialogs {
  prompt(message?: unknown, defaultValue?: unknown): string | null;
  confirm(message?: unknown): boolean;
  alert(message?: unknown): void;
}

/** @param ask Throws a StdinNotImplementedError where nobody can be asked, which dismisses the dialog. */
export function makeDialogs(ask: Ask): Dialogs {
  const askOrDismiss = (text: string): string | null => {
    try {
      return ask(text);
    } catch (error) {
      if (error instanceof StdinNotImplementedError) return null;
      throw error;
    }
  };
  return {
    prompt(message = "Prompt", defaultValue) {
      const given: unknown = defaultValue ?? "";
      const fallback = String(given);
      const shown = fallback === "" ? String(message) : `${String(message)} [${fallback}]`;
      const answer = askOrDismiss(`${shown} `);
      return answer === "" ? fallback : answer;
    },
    confirm(message = "Confirm") {
      const answer = askOrDismiss(`${String(message)} [y/N] `);
      return /^\s*(y|yes)\s*$/i.test(answer ?? "");
    },
    alert(message = "Alert") {
      const text = String(message);
      // Where nobody can press Enter, the message should still be seen.
      if (askOrDismiss(`${text} [Enter] `) === null) platform.console.log(text);
    },
  };
}
