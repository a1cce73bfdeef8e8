/** How far a learner has come with an exercise. */
export interface ExerciseProgress {
  /** What the exercise is about, as its outputs have said it; empty where they have not yet. */
  title: string;
  /** Whether a right answer was given. */
  right: boolean;
  /** How many answers were judged, up to the first right one. */
  tries: number;
  /** How many of its hints were read. */
  hints: number;
  /** Whether its solution was asked for. */
  solution: boolean;
}

/** The progress of one learner, by the ids of the exercises. */
export type LearnerProgress = Readonly<Record<string, ExerciseProgress>>;

/** What a progress file holds: each learner apart, by name; the empty name is that of all who have given none. */
export interface Progress {
  version: 1;
  learners: Readonly<Record<string, LearnerProgress>>;
}

/** What has happened to an exercise. */
export interface CourseEvent {
  readonly id: string;
  readonly learner: string;
  readonly title?: string;
  /** An answer was judged. */
  readonly right?: boolean;
  /** So many hints were read by now. */
  readonly hints?: number;
  /** The solution was asked for. */
  readonly solution?: true;
}

export const NO_PROGRESS: Progress = { version: 1, learners: {} };

const NOT_BEGUN: ExerciseProgress = { title: "", right: false, tries: 0, hints: 0, solution: false };

/** What a learner has done of an exercise; nothing where it is not in the file. */
export function progressOf(progress: Progress, learner: string, id: string): ExerciseProgress {
  const exercises = own(progress.learners, learner) ?? {};
  return own(exercises, id) ?? NOT_BEGUN;
}

/** The progress after an event; the same object where nothing has changed. */
export function withEvent(progress: Progress, event: CourseEvent): Progress {
  const before = progressOf(progress, event.learner, event.id);
  const after: ExerciseProgress = {
    title: event.title || before.title,
    right: before.right || event.right === true,
    tries: before.tries + (event.right === undefined || before.right ? 0 : 1),
    hints: Math.max(before.hints, event.hints ?? 0),
    solution: before.solution || event.solution === true,
  };
  if (JSON.stringify(after) === JSON.stringify(before)) return progress;
  return put(progress, event.learner, event.id, after);
}

/** Two files as one: learners stay apart, and of one learner the farther progress counts. */
export function merged(one: Progress, other: Progress): Progress {
  let all = one;
  for (const [learner, exercises] of Object.entries(other.learners)) {
    for (const [id, b] of Object.entries(exercises)) {
      const a = progressOf(all, learner, id);
      all = put(all, learner, id, {
        title: a.title || b.title,
        right: a.right || b.right,
        tries: Math.max(a.tries, b.tries),
        hints: Math.max(a.hints, b.hints),
        solution: a.solution || b.solution,
      });
    }
  }
  return all;
}

function put(progress: Progress, learner: string, id: string, exercise: ExerciseProgress): Progress {
  const exercises = { ...own(progress.learners, learner), [id]: exercise };
  return { version: 1, learners: { ...progress.learners, [learner]: exercises } };
}

/** An own field of a record; names such as `constructor` are names like any other. */
export function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
