import { checkPayload } from "factorlab/view";
import type { CourseEvent } from "../course/progress/progress";

/** What a payload says of an exercise; null where it is about something else, or cannot be read. */
export function eventOf(value: unknown): CourseEvent | null {
  try {
    const payload = checkPayload(value);
    if (payload.kind !== "exercise" || (payload.part === "check" && payload.state === "unusable"))
      return null;
    const { id, learner, part, title, state, hints = [] } = payload;
    const about = { id, learner };
    if (part === "check") return { ...about, title, right: state === "right" };
    if (part === "hint") return { ...about, hints: hints.length };
    return part === "solution" ? { ...about, solution: true } : { ...about, title };
  } catch {
    return null;
  }
}
