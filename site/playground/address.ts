import { FactorlabError } from "factorlab";
import { experimentFromLink, experimentLink } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import { word } from "./words";

/** The start of all fragments that are meant to hold an experiment, in whichever version of the format. */
const MARK = "#factorlab";

/** Milliseconds without a change after which the address follows: browsers allow only so many changes of it. */
const REST = 300;

/** What a fragment says: an experiment, that it holds none, or why it cannot be read. */
export type Linked = { experiment: Experiment } | { problem: string } | null;

export function readFragment(fragment: string): Linked {
  if (!fragment.startsWith(MARK)) return null;
  try {
    const experiment = experimentFromLink(fragment);
    return experiment ? { experiment } : { problem: word("damaged") };
  } catch (error) {
    if (!(error instanceof FactorlabError)) throw error;
    return { problem: error.message };
  }
}

/** Keeps the page's address the link to the experiment that is shown, so that it can be copied, reloaded and left. */
export class Address {
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onWritten is called with the part of the address that holds the experiment, whenever it has changed. */
  constructor(private readonly onWritten: (fragment: string) => void) {}

  /** Follows a change of the experiment, once for all that come quickly. */
  follow(experiment: Experiment): void {
    clearTimeout(this.timer);
    const { hash } = location;
    this.timer = setTimeout(() => {
      // A person who has gone back is at another address, even before the page is told so: what is there is not to be lost.
      if (location.hash === hash) this.write(experiment);
    }, REST);
  }

  /** Drops a change that was still to be followed: the person went elsewhere. */
  drop(): void {
    clearTimeout(this.timer);
  }

  private write(experiment: Experiment): void {
    const fragment = experimentLink(experiment, "");
    try {
      // In place of the one before: a way back through every number that was typed would lead nowhere.
      history.replaceState(history.state, "", fragment);
    } catch (error) {
      // The address is too long for this browser, or changed too often. The link can still be copied.
      console.warn(error);
    }
    this.onWritten(fragment);
  }
}
