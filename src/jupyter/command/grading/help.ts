/** The help of the commands for teachers. */
export const gradingHelp: Record<"grade" | "assignment", string> = {
  grade: `Runs the notebooks that learners have handed in, and shows what their checks say: which
exercises are right, which misconceptions are seen, and what was changed or deleted.

  factorlab grade FOLDER [--assignment NOTEBOOK] [--output FILE] [OPTIONS]

  FOLDER          notebooks, whose names say whose they are, or a folder for each
                  learner; those of nbgrader and Moodle are understood
  --assignment NOTEBOOK
                  the notebook that was handed out   [default: those of the course]
  -o, --output FILE
                  writes a row for each notebook into a file as well: .csv, .jsonl or
                  .parquet
  --time-limit S  seconds that a cell may take   [default: 30]
  -q, --quiet     says nothing of progress, which else goes to stderr

A notebook that cannot be read or run, and a cell that fails or never ends, become a
note; the others are graded. Each runs in a kernel of its own, in the folder where it
lies, and may do there what you may do: grade only notebooks of people whom you trust.

Examples:
  factorlab grade submissions
  factorlab grade submissions --output grades.csv --time-limit 10

Exit codes: 0; 1 where there is no notebook or no kernel; 2 for a wrong command line.`,
  assignment: `Makes assignments of nbgrader: notebooks in which each answer is followed by a cell that
grades it, and the settings that nbgrader needs for TypeScript.

  factorlab assignment NOTEBOOK... [--folder FOLDER]

  NOTEBOOK        how the name of a notebook of the course begins, such as 02; or the
                  path of a notebook of your own with exercises and checks
  --folder FOLDER the folder of the course   [default: factorlab-course]

What is there already stays as it is. nbgrader itself comes from pip: pip install nbgrader.

Examples:
  factorlab assignment 02 03
  factorlab assignment my-lesson.ipynb --folder ~/course

Exit codes: 0; 1 for a notebook that is not there; 2 for a wrong command line.`,
};
