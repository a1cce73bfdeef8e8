import { experimentLink } from "factorlab/view";
import { FILMS, PEOPLE, RATINGS, ratingsWithout } from "./ratings";
import type { Place, Stars } from "./ratings";
import { SETTINGS } from "./training";
import type { Settings } from "./training";

/** What the reader has made of the article's experiment so far: it goes along to the playground. */
export class CurrentExperiment {
  private settings: Settings = SETTINGS;
  private data: Stars[][] = RATINGS.map((row) => [...row]);

  /** @param links lead to the playground; their fragment is kept as the experiment is */
  constructor(private readonly links: readonly HTMLAnchorElement[]) {
    this.write();
  }

  set(settings: Partial<Settings>): void {
    this.settings = { ...this.settings, ...settings };
    this.write();
  }

  hide(places: readonly Place[]): void {
    this.data = ratingsWithout(places);
    this.write();
  }

  private write(): void {
    const { data, settings } = this;
    const experiment = {
      data,
      labels: { rows: PEOPLE, columns: FILMS },
      ...settings,
      initRange: [0.1, 0.9] as [number, number],
    };
    for (const link of this.links) link.href = experimentLink(experiment, link.href);
  }
}

/** Makes the buttons beside commands copy them. */
export function copyButtons(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const said = (text: string): void => {
        button.textContent = text;
        window.setTimeout(() => (button.textContent = "Copy"), 2000);
      };
      navigator.clipboard.writeText(button.dataset["copy"] ?? "").then(
        () => said("Copied"),
        () => said("Select it"),
      );
    });
  }
}
