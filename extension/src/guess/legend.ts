import { element } from "../dom";
import type { Preferences } from "../preferences";
import { runStyle } from "../views/curve/run-style";
import { t } from "../words";

/** What the lines of the charts are. @param withMean whether guessing the mean is among them. */
export function legendOf({ theme }: Preferences, withMean: boolean): HTMLElement[] {
  const entry = (text: string, name: string, colour: string): HTMLElement => {
    const line = element("span", { class: `factorlab-guess-line factorlab-guess-${name}` });
    line.style.borderColor = colour;
    return element("span", { children: [line, element("span", { text })] });
  };
  return [
    entry(t("what was seen"), "seen", runStyle(0, theme).colour),
    entry(t("what was hidden"), "hidden", runStyle(1, theme).colour),
    ...(withMean ? [entry(t("guessing the mean"), "mean-line", "")] : []),
    element("span", { text: t("root mean square error") }),
  ];
}
