import type { CommandName } from "./command-options";
import { gradingHelp } from "./grading/help";
import { ratingsHelp } from "./ratings/help";

const WHERE_HELP = `Where (one of them; without any, the command chooses and says what):
  --sys-prefix    the environment of the Python that was found: an active
                  virtual environment or conda environment comes first
  --user          your own folder, which serves every Jupyter of yours
  --prefix PATH   the environment in this folder

  --python PATH   the Python to look at: a program, or an environment's folder`;

const general = `TypeScript notebooks with matrix factorization: a Jupyter kernel and a JupyterLab extension.

  factorlab lab [PATH]           open JupyterLab, on a notebook or folder; where there
                                 is none, it is installed for Factorlab alone
  factorlab install              put kernel and extension into your Jupyter
  factorlab doctor               look what works, what is missing and what to type
  factorlab uninstall            take out what install put there

  factorlab recommend FILE       from a file of ratings to what somebody may like
  factorlab evaluate FILE        which model predicts ratings best
  factorlab spark-job SOURCE     a script that trains on a cluster of Apache Spark

  factorlab grade FOLDER         what learners have answered in the notebooks of a folder
  factorlab assignment 02        a notebook of the course as an assignment of nbgrader

  factorlab COMMAND --help       the options of a command, with examples
  factorlab --version            this version

Without installing anything first: npx factorlab lab`;

const about: Record<CommandName, string> = {
  install: `Puts the TypeScript kernel and the JupyterLab extension into your Jupyter.

  factorlab install [--sys-prefix | --user | --prefix PATH] [--python PATH] [--force]

${WHERE_HELP}
  --force         move aside what stands there and is not from Factorlab;
                  factorlab uninstall brings it back

Typed again, it brings an older installation up to date. The kernel is a copy that
needs Node but no other folder: what you install from may be deleted.

Examples:
  factorlab install
  factorlab install --sys-prefix --python .venv`,
  uninstall: `Takes out what \`factorlab install\` put into your Jupyter, and nothing else. What
install --force had moved aside comes back.

  factorlab uninstall [--sys-prefix | --user | --prefix PATH] [--python PATH]

${WHERE_HELP}

Files that were changed since then, or come from others, stay and are named.

Examples:
  factorlab uninstall --prefix ~/miniforge3`,
  doctor: `Looks at Node, Python, JupyterLab, kernel and extension, starts the kernel once, and
says what to type where something is missing. Exit code 1 when something is wrong.

  factorlab doctor [--python PATH]

  --python PATH   the Python to look at: a program, or an environment's folder

Examples:
  factorlab doctor --python .venv`,
  lab: `Opens JupyterLab; the kernel is installed first where it is missing. Ctrl-C ends it.

  factorlab lab [PATH] [--notebooks] [--python PATH] [-- OPTIONS]
  factorlab lab --uninstall

  PATH            a notebook or folder; without it, the folder you are in
  --notebooks     copy the notebooks that come with Factorlab into the folder
                  factorlab-notebooks below this one, and open the first
  --python PATH   the Python with JupyterLab: a program, or an environment's folder
  -- OPTIONS      go to JupyterLab itself
  --uninstall     remove the environment that lab has made

Where no Python has a JupyterLab, lab makes an environment of its own, once: in the
folder factorlab/lab of your data folder, or of the folder that FACTORLAB_HOME names.
FACTORLAB_PYTHON names the Python to make it with.

Examples:
  factorlab lab --notebooks
  factorlab lab films.ipynb -- --no-browser --port 9000`,
  ...ratingsHelp,
  ...gradingHelp,
  "spark-job": `Writes a script for PySpark that factorizes ratings by Spark's ALS, for clusters without
Spark Connect; spark-submit runs it there, and loadSparkModel of factorlab/spark reads
what comes of it.

  factorlab spark-job SOURCE --output FOLDER [OPTIONS] > job.py

  SOURCE          what Spark reads: a path that ends in .parquet, .csv, .json or .orc
  --output FOLDER where factors and ids go; the cluster and you reach it, and it is not
                  there yet
  --format NAME   how SOURCE is written, where its ending does not say it
  --user-column, --item-column, --rating-column, --time-column C
                  columns by their names   [default: user, item, rating]
  --no-ratings    each row counts as 1: what was bought, played or clicked
  --duplicates D  latest (by --time-column), mean, sum, count, max or min, where
                  somebody rated something more than once
  --features N    length of the vectors   [default: 10]
  --iterations N  [default: 10]
  --regularization N
                  counts once for each rating   [default: 0.1]
  --implicit      ratings are counts;  --alpha N: what each adds   [default: 1]
  --nonnegative   factors are not negative;  --biases: of items and users, beside
                  the mean
  --blocks N      into how many blocks users and items are dealt   [default: 10]
  --seed N        the same seed gives the same numbers   [default: 0]

Examples:
  factorlab spark-job hdfs:///ratings.parquet --output hdfs:///model > job.py
  spark-submit job.py`,
};

/** The help of one command, or of all. */
export function helpText(command?: CommandName): string {
  return command === undefined ? general : about[command];
}
