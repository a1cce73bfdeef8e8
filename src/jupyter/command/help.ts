import type { CommandName } from "./command-options";

const WHERE_HELP = `Where (one of them; without any, the command chooses and says what):
  --sys-prefix    the environment of the Python that was found: an active
                  virtual environment or conda environment comes first
  --user          your own folder, which serves every Jupyter of yours
  --prefix PATH   the environment in this folder

  --python PATH   the Python to look at: a program, or an environment's folder`;

const READING_HELP = `How the file is read, where it is not found out:
  --separator S   what stands between fields, such as ";" or tab
  --decimal C     "," for 3,5
  --encoding E    such as latin1
  --no-header     the first line is a rating as well
  --user-column, --item-column, --rating-column, --time-column C
                  a column by its name, or by its number from 0
  --no-ratings    each line counts as 1: what was bought, played or clicked
  --duplicates D  first, last or mean, where somebody rated something twice`;

const TRAINING_HELP = `  --features N, --epochs N
                  of the models that have them   [default: the model's own]
  --seed N        the same seed gives the same numbers   [default: 0]`;

const SAYING_HELP = `  -q, --quiet     says nothing of progress, which else goes to stderr`;

const general = `TypeScript notebooks with matrix factorization: a Jupyter kernel and a JupyterLab extension.

  factorlab lab [PATH]           open JupyterLab, on a notebook or folder; where there
                                 is none, it is installed for Factorlab alone
  factorlab install              put kernel and extension into your Jupyter
  factorlab doctor               look what works, what is missing and what to type
  factorlab uninstall            take out what install put there

  factorlab recommend FILE       from a file of ratings to what somebody may like
  factorlab evaluate FILE        which model predicts ratings best

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
needs Node but no other folder: what you install from may be deleted.`,
  uninstall: `Takes out what \`factorlab install\` put into your Jupyter, and nothing else. What
install --force had moved aside comes back.

  factorlab uninstall [--sys-prefix | --user | --prefix PATH] [--python PATH]

${WHERE_HELP}

Files that were changed since then, or come from others, stay and are named.`,
  doctor: `Looks at Node, Python, JupyterLab, kernel and extension, starts the kernel once, and
says what to type where something is missing. Exit code 1 when something is wrong.

  factorlab doctor [--python PATH]

  --python PATH   the Python to look at: a program, or an environment's folder`,
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
  recommend: `Reads ratings, trains a model, and lists what somebody may like.

  factorlab recommend [FILE] --for USER [OPTIONS]

  FILE            CSV or the like, JSON or JSON lines, each also as .gz: user, item,
                  rating. Without it, or as "-", what comes through a pipe
  --for USER      whom for, by the id in the file; may be given several times
  --all           for everybody in the file
  --model NAME    BayesianMF, ALS, BiasedMF, SVDPlusPlus, NonnegativeMF, BiasOnly or
                  GlobalMean for ratings; ImplicitALS, BPR, LogisticMF, EASE or
                  MostPopular for what was bought, played or clicked
                  [default: BayesianMF; ImplicitALS where all ratings are equal]
  -n, --count N   how many items   [default: 10]
  --reasons       with the ratings that speak for each
${TRAINING_HELP}
  --json          a line of JSON for each user
${SAYING_HELP}

${READING_HELP}

Examples:
  factorlab recommend ratings.csv --for Ada
  factorlab recommend ml-100k/u.data --for 1 --for 2 --model ALS --count 5
  zcat plays.csv.gz | factorlab recommend --for Ada --no-ratings
  factorlab recommend ratings.csv --all --json | jq -r '.items[0].title'

Exit codes: 0; 1 for what cannot be read, found or trained on; 2 for a wrong command line.`,
  evaluate: `Reads ratings, trains models on a part of them, and measures how well they predict the rest.

  factorlab evaluate [FILE] [--models NAMES] [OPTIONS]

  FILE            as for recommend
  --models NAMES  with commas between
                  [default: BiasOnly,ALS,BayesianMF; MostPopular,ImplicitALS,EASE
                  where all ratings are equal]
  --folds N       into how many parts the ratings are dealt, each held out once
                  [default: 5]
  --test FILE     held-out ratings in a file of their own, in place of folds
  --metrics NAMES rmse, mae, fcp, precision, recall, map, ndcg, mrr, hitRate, auc,
                  coverage, novelty, with commas between; or all
                  [default: rmse,mae,precision,recall,ndcg]
  -k N            how long the lists are that are judged   [default: 10]
  --relevant-from R
                  the lowest held-out rating that is a hit   [default: each is]
${TRAINING_HELP}
  --json          a line of JSON for each model
${SAYING_HELP}

${READING_HELP}

Examples:
  factorlab evaluate ratings.csv
  factorlab evaluate ratings.csv --models ALS,BayesianMF --metrics rmse --folds 10
  factorlab evaluate u1.base --test u1.test --models BiasedMF --relevant-from 4
  factorlab evaluate ratings.csv --json | jq -s 'min_by(.mean.rmse).model'

Exit codes: 0; 1 for what cannot be read, or where a training diverged; 2 for a wrong
command line.`,
};

/** The help of one command, or of all. */
export function helpText(command?: CommandName): string {
  return command === undefined ? general : about[command];
}
