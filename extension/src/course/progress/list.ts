import { element } from "../../dom";
import { t } from "../../words";
import type { NotebookOutline, OutlineEntry } from "./outline";
import { own, progressOf } from "./progress";
import type { ExerciseProgress, Progress } from "./progress";

/** How many exercises are right, as a sentence and a bar. */
export function summary(
  outline: readonly NotebookOutline[],
  progress: Progress,
  learner: string,
): HTMLElement {
  const all = outline.flatMap(({ exercises }) => exercises);
  const right = all.filter(({ id }) => progressOf(progress, learner, id).right).length;
  const text = t("{right} of {count} exercises are right.", { right, count: all.length });
  const sentence = all.length === 0 ? t("The notebooks of this folder have no exercises.") : text;
  const bar = element("progress", {
    attributes: { max: String(Math.max(1, all.length)), value: String(right), "aria-label": sentence },
  });
  return element("div", {
    class: "factorlab-learning-summary",
    children: [element("p", { text: sentence }), bar],
  });
}

/** The notebooks with their exercises, and what is in the file but in no notebook any more. */
export function learnerList(
  outline: readonly NotebookOutline[],
  progress: Progress,
  learner: string,
  open: (path: string) => void,
): HTMLElement[] {
  const sections = outline.map(({ path, name, exercises }) => {
    const heading = element("button", { text: name.replace(/\.ipynb$/, ""), attributes: { type: "button" } });
    heading.addEventListener("click", () => open(path));
    return section(heading, exercises, progress, learner);
  });
  const asked = new Set(outline.flatMap(({ exercises }) => exercises.map(({ id }) => id)));
  const elsewhere = Object.keys(own(progress.learners, learner) ?? {})
    .filter((id) => !asked.has(id))
    .map((id) => ({ id, title: "" }));
  if (elsewhere.length === 0) return sections;
  return [
    ...sections,
    section(element("span", { text: t("In no notebook of this folder") }), elsewhere, progress, learner),
  ];
}

function section(
  heading: HTMLElement,
  exercises: readonly OutlineEntry[],
  progress: Progress,
  learner: string,
): HTMLElement {
  const items = exercises.map((entry) => item(entry, progressOf(progress, learner, entry.id)));
  return element("div", {
    children: [
      element("div", { class: "factorlab-learning-notebook", children: [heading] }),
      element("ul", { attributes: { "aria-label": heading.textContent }, children: items }),
    ],
  });
}

function item({ id, title }: OutlineEntry, done: ExerciseProgress): HTMLElement {
  const state = done.right ? "right" : done.tries > 0 ? "tried" : "open";
  const names = { right: t("right"), tried: t("not yet right"), open: t("open") };
  const notes = [
    names[state],
    ...(done.tries > 1 ? [t("{count} tries", { count: done.tries })] : []),
    ...(done.hints === 1 ? [t("1 hint")] : []),
    ...(done.hints > 1 ? [t("{count} hints", { count: done.hints })] : []),
    ...(done.solution ? [t("solution seen")] : []),
  ];
  // A title begins with the exercise's number.
  const text = title || done.title || id;
  return element("li", {
    attributes: { "data-state": state },
    children: [
      element("span", { text }),
      element("span", { class: "factorlab-note", text: notes.join(" · ") }),
    ],
  });
}
