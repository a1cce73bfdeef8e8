import { formatLoss, formatNumber, largest, smallest } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import { element, replaceChildren } from "../dom";
import { localNumber, t } from "../words";
import { blankLines, blanksOf } from "./blanks";

/** What trainings with different seeds have in common: how far their products agree, and what they fill the blanks with. */
export class SeedsBox {
  readonly node = element("div", { class: "factorlab-seeds", attributes: { role: "status" } });

  /** @param products L·U, row by row, for each seed. */
  show(experiment: Experiment, products: readonly (readonly number[])[]): void {
    const cells = experiment.data.flat();
    const fitting = products.filter((values) => values.length === cells.length);
    this.node.hidden = fitting.length < 2;
    replaceChildren(this.node, this.node.hidden ? [] : seedWords(experiment, fitting));
  }
}

function seedWords(experiment: Experiment, products: readonly (readonly number[])[]): HTMLElement[] {
  const { data } = experiment;
  const count = products.length;
  const width = data[0].length;
  const range = (k: number): [number, number] => {
    const values = products.map((product) => product[k]);
    return [smallest(values), largest(values)];
  };
  const known = data.flat().flatMap((value, k) => (value === null ? [] : [k]));
  const apart = largest(
    known.map((k) => {
      const [least, most] = range(k);
      return most - least;
    }),
  );
  const sentence = t("On the known cells, L·U differs between the {count} seeds by at most {most}.", {
    count,
    most: formatLoss(apart),
  });
  // A line does not end within a power of ten.
  const text = sentence.replace(/(?<=\d)e-(?=\d)/, "e-\u2060");
  if (blanksOf(data).length === 0) return [element("p", { text })];
  const said = (i: number, j: number): string => {
    const [least, most] = range(i * width + j).map((value) => formatNumber(value, 2));
    return least === most ? localNumber(least) : t("{least} to {most}", { least, most });
  };
  return [
    element("p", { text }),
    element("p", { text: t("The {count} seeds fill the blanks like this:", { count }) }),
    ...blankLines(experiment, said),
  ];
}
