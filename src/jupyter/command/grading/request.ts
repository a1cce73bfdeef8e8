/** What `factorlab grade` is asked for. */
import { see } from "../command-options";
import { UsageError } from "../errors";

/** Options as they were typed. */
export interface GradeValues {
  assignment?: string;
  output?: string;
  "time-limit"?: string;
  quiet?: boolean;
}

export interface GradeRequest {
  command: "grade";
  /** The folder of submissions, or one notebook. */
  folder: string;
  /** The notebook that was handed out; undefined for those of the course. */
  assignment: string | undefined;
  /** The file that the table goes into as well. */
  output: string | undefined;
  /** Seconds that a cell may take. */
  timeLimit: number;
  quiet: boolean;
}

/** @throws UsageError for what cannot be meant. */
export function requestOfGrading(folder: string | undefined, values: GradeValues): GradeRequest {
  if (folder === undefined)
    throw new UsageError("Say where the notebooks are: factorlab grade submissions", [see("grade")], {
      argument: "folder",
      expected: "the path of a folder",
    });
  const { assignment, output, quiet } = values;
  return {
    command: "grade",
    folder,
    assignment,
    output,
    timeLimit: timeLimit(values),
    quiet: quiet === true,
  };
}

function timeLimit({ "time-limit": text = "30" }: GradeValues): number {
  const seconds = Number(text);
  if (text.trim() !== "" && seconds > 0 && seconds <= 3600) return seconds;
  const expected = "seconds, more than 0 and at most 3600";
  throw new UsageError(`--time-limit is "${text}", expected ${expected}.`, [], {
    ...{ argument: "time-limit", actual: text, expected },
  });
}
