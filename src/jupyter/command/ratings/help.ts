const READING_HELP = `How the file is read, where it is not found out:
  --separator S   what stands between fields, such as ";" or tab
  --decimal C     "," for 3,5
  --thousands C   "," for 1,234
  --encoding E    such as latin1
  --no-quotes     quotes are letters;  --escape C: what stands before one that is
  --no-header     the first line is a rating as well
  --user-column, --item-column, --rating-column, --time-column C
                  a column by its name, or by its number from 0
  --weight-column C
                  how often a rating counts: 2 as twice, 0 as not at all
  --no-ratings    each line counts as 1: what was bought, played or clicked
  --missing=-1,0  ratings that mean that there is none
  --skip-invalid  leaves out lines that cannot be read, and says how many
  --duplicates D  first, last, latest, mean, sum, count, max or min, where
                  somebody rated something more than once`;

const TRAINING_HELP = `  --features N, --epochs N
                  of the models that have them   [default: the model's own]
  --seed N        the same seed gives the same numbers   [default: 0]`;

const SAYING_HELP = `  -q, --quiet     says nothing of progress, which else goes to stderr`;

/** The help of the commands that read ratings. */
export const ratingsHelp: Record<"recommend" | "evaluate", string> = {
  recommend: `Reads ratings, trains a model, and lists what somebody may like.

  factorlab recommend [FILE] --for USER [OPTIONS]

  FILE            user, item, rating: CSV or the like, JSON, JSON lines, Parquet,
                  Arrow, also packed. Without it, or as "-", what a pipe brings
  --for USER      whom for, by the id in the file; may be given several times
  --all           for everybody in the file
  --model NAME    BayesianMF, ALS, BiasedMF, SVDPlusPlus, NonnegativeMF, BiasOnly or
                  GlobalMean for ratings; ImplicitALS, BPR, LogisticMF, HybridMF,
                  EASE or MostPopular for what was bought, played or clicked
                  [default: BayesianMF; ImplicitALS where all ratings are equal]
  -n, --count N   how many items   [default: 10]
  --reasons       with the ratings that speak for each
  -o, --output FILE
                  writes the lists into a file, a row for each item: .csv, .jsonl or
                  .parquet
${TRAINING_HELP}
  --json          a line of JSON for each user
${SAYING_HELP}

${READING_HELP}

Examples:
  factorlab recommend ratings.csv --for Ada
  factorlab recommend ml-100k/u.data --for 1 --for 2 --model ALS --count 5
  zcat plays.csv.gz | factorlab recommend --for Ada --no-ratings
  factorlab recommend ratings.csv --all --json | jq -r '.items[0].title'
  factorlab recommend ratings.csv --all --output top.csv

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
