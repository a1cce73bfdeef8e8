// What a person types. What draws a payload is in `view.ts`, as "factorlab/view".

// Tables
export { MatrixFactorization } from "./models/matrix-factorization";
export { NMF } from "./models/nmf";
export { TruncatedSVD } from "./models/truncated-svd";
export type {
  ByHandOptions,
  LiveTrainOptions,
  MatrixFactorizationOptions,
  WithRespectTo,
} from "./models/matrix-factorization";
export type { TrainOptions } from "./models/matrix-factorization/train-options";
export type { NMFInit, NMFLoss, NMFOptions, NMFSettings, NMFSolver } from "./models/nmf/options";
export type { InitialFactors } from "./models/tables/initial-factors";
export type { IndexOrLabel, LabelIndex } from "./models/tables/label-index";
export type { TableFitOptions, TablePartialFitOptions } from "./models/tables/labels";
export type { FactorizationRecord } from "./models/matrix-factorization/record";
export type { NMFRecord } from "./models/nmf/record";
export { ByHand } from "./models/tables/by-hand";
export { FeaturePlane } from "./models/tables/plane";
export type { PlaneOptions } from "./models/tables/plane";
export type { FittedRecord, MatrixRecord, TableModelRecord } from "./models/tables/record";
export type { SVDRecord, TruncatedSVDOptions } from "./models/truncated-svd";
export { Matrix } from "./matrix/matrix";
export type { MatrixStyle } from "./matrix/matrix";
export type { CellsInput, MatrixInput } from "./matrix/read";

// Ratings
export { ALS } from "./models/als";
export { BayesianMF } from "./models/bayesian-mf";
export { BiasedMF } from "./models/biased-mf";
export { BiasOnly } from "./models/bias-only";
export { BPR } from "./models/bpr";
export { HybridMF } from "./models/hybrid-mf";
export { EASE } from "./models/ease";
export { GlobalMean } from "./models/global-mean";
export { ImplicitALS } from "./models/implicit-als";
export { LogisticMF } from "./models/logistic-mf";
export { MostPopular } from "./models/most-popular";
export { NonnegativeMF } from "./models/nonnegative-mf";
export { SVDPlusPlus } from "./models/svd-plus-plus";
export type { ALSOptions } from "./models/als";
export type { BayesianMFOptions } from "./models/bayesian-mf";
export type { BiasedMFOptions } from "./models/biased-mf";
export type { BiasOnlyOptions } from "./models/bias-only";
export type { HybridFitOptions, HybridLoss, HybridMFOptions, KnownFeatures } from "./models/hybrid/options";
export type { NewcomerOptions } from "./models/hybrid/newcomer";
export type { Features, FeatureTable, FeatureValue } from "./models/hybrid/read-features";
export type { BPROptions } from "./models/bpr";
export type { EASEOptions } from "./models/ease";
export type { GlobalMeanOptions } from "./models/global-mean";
export type { ImplicitALSOptions } from "./models/implicit-als";
export type { LogisticMFOptions } from "./models/logistic-mf";
export type { MostPopularOptions } from "./models/most-popular";
export type { NonnegativeMFOptions } from "./models/nonnegative-mf";
export type { SVDPlusPlusOptions } from "./models/svd-plus-plus";
export { schedules } from "./models/recommender/fit-options";
export type { EarlyStopping, FitOptions } from "./models/recommender/fit-options";
export type { FoundWarning, ModelWarning, ModelWarningCode } from "./models/shared/model-warning";
export type { EpochEvent } from "./models/recommender/training-loop";

// What models give
export { Explanation } from "./models/shared/explanation";
export type { ExplanationOptions, PredictionPart } from "./models/shared/explanation";
export { FoldedIn } from "./models/recommender/folded-in";
export type { GivenRating } from "./models/recommender/folded-in";
export { RankedList } from "./models/shared/recommendations";
export type {
  Called,
  ListNotes,
  Mostly,
  Ranked,
  Reason,
  RecommendOptions,
} from "./models/shared/recommendations";
export type { RecommendAllOptions } from "./models/shared/recommend-all";
export type { CandidateOptions } from "./models/shared/candidates";
export type { NamedPair, Pair } from "./models/shared/pairs";
export { Predictions } from "./models/shared/predictions";
export type { Predicted, PredictionRow } from "./models/shared/predictions";
export { TopLists } from "./models/shared/top-lists";
export type { TopListsNotes } from "./models/shared/top-lists";
export type { TopListsRow } from "./models/shared/top-lists-rows";
export type { Unknown, UnknownOptions } from "./models/shared/unknown";
export type { ModelRecord, RatingsRecord, TrainingLoopRecord } from "./models/recommender/model-file";
export type { SavedModel } from "./models/shared/saved-model";
export type { Sealed } from "./models/shared/sealed";

// A model of one's own: see docs/extending.md
export { BiasedFactorModel } from "./models/factors/biased-factors";
export { FactorModel } from "./models/factors/factor-model";
export { Recommender } from "./models/recommender/recommender";
export { TableModel } from "./models/tables/table-model";
export type { FactorSettings } from "./models/factors/factor-model";
export type {
  FittedParameters,
  MemoryDemand,
  ParameterShape,
  Parameters,
  Row,
  Sizes,
} from "./models/recommender/parameters";
export type { Averages } from "./models/recommender/averages";
export type { CommonSettings, Epoch, Step } from "./models/recommender/rating-model";
export type { LinearScores, LinearUser } from "./models/batches/linear-scores";
export type { FittedTable } from "./models/tables/fitted";
export type { FoldIns } from "./models/tables/fold-ins";
export type { BiasedFactors } from "./numerics/biased-factors";
export type { BiasedSide, Penalty } from "./numerics/biased-least-squares";
export {
  checkChoice,
  checkFlag,
  checkNotNegative,
  checkOptionNames,
  checkPositive,
  checkWhole,
} from "./training/options";
export type { SparseRows } from "./ratings/sparse";
export type { Random } from "./matrix/random";

// Data
export { datasets } from "./datasets/datasets";
export { loadMovieLens, loadMovieLens100kFolds } from "./datasets/movielens";
export { Ratings } from "./ratings/ratings";
export { loadRatings } from "./ratings/load-ratings";
export { readRatings } from "./ratings/read-ratings";
export { readTable } from "./ratings/read-table";
export type { SmallDataset } from "./datasets/datasets";
export type { Cinema, CinemaTruth } from "./datasets/cinema/cinema";
export type { Fold, MovieLens, MovieLensOptions } from "./datasets/movielens";
export type { MovieLensEdition } from "./datasets/movielens-editions";
export type { RatingInput, RatingsOptions, TimeInput } from "./ratings/collect";
export type { ColumnOptions } from "./ratings/columns";
export type { CsvOptions } from "./ratings/csv";
export type { DialectOptions } from "./ratings/dialect";
export type { Id, IdIndex } from "./ratings/ids";
export type { ArrowColumn, ArrowTable, RatingColumns } from "./ratings/parallel";
export type { LeavingOut, LeftOutReport, Missing } from "./ratings/left-out";
export type { Thousands } from "./ratings/number-text";
export type { Rating } from "./ratings/ratings";
export type { ReadOptions } from "./ratings/read-ratings";
export type { ReadTableOptions } from "./ratings/read-table";
export type { ColumnsFound, ReadFormat, ReadReport } from "./ratings/report";
export type { FieldOptions } from "./ratings/text-columns";
export type { TextFileOptions } from "./ratings/text-file";
export type { TimeUnit } from "./ratings/time-text";
export type { RecordOptions } from "./ratings/records";
export type { Duplicates } from "./ratings/duplicates";
export type { TableOptions } from "./ratings/table";

// Evaluation
export { compareModels, Comparison } from "./evaluation/compare-models";
export { CrossValidation, crossValidate } from "./evaluation/cross-validate";
export { evaluate } from "./evaluation/evaluate";
export { kFolds, predefinedFolds } from "./evaluation/folds";
export type { ItemMapOptions } from "./evaluation/item-map";
export { ItemMap, itemMap } from "./evaluation/item-map";
export * as metrics from "./evaluation/metrics";
export { ResultTable } from "./evaluation/result-table";
export { halvingSearch, halvingTrials } from "./evaluation/search/halving";
export { SearchResult } from "./evaluation/search/result";
export { gridSearch, gridTrials, randomSearch, randomTrials } from "./evaluation/search/search";
export { sample } from "./evaluation/search/space";
export { leaveOneOut, randomSplit, timeSplit, userSplit } from "./evaluation/split";
export { threeWaySplit } from "./evaluation/three-way-split";
export type { CompareModelsOptions } from "./evaluation/compare-models";
export type { CrossValidateOptions, FoldProgress, MeasureOptions } from "./evaluation/cross-validate";
export type { EvaluateOptions, Evaluation, EvaluationFacts } from "./evaluation/evaluate";
export type { EvaluationData, FoldOptions, Folds } from "./evaluation/folds";
export type { MapPoint } from "./evaluation/item-map";
export type { Metric } from "./evaluation/metric-names";
export type { ScoringModel, TrainableModel } from "./evaluation/model";
export type { ResultCell } from "./evaluation/result-table";
export type { HalvingSearchOptions, SteppedModel } from "./evaluation/search/halving";
export type { SearchEvents } from "./evaluation/search/report";
export type { SearchProgress, Trial } from "./evaluation/search/result";
export type { RandomSearchOptions } from "./evaluation/search/search";
export type { SearchOptions } from "./evaluation/search/search-options";
export type { Grid, Space } from "./evaluation/search/space";
export type { LeaveOneOutOptions, ShareOptions, Split, TimeSplitOptions } from "./evaluation/split";
export type { ThreeWaySplit, ThreeWaySplitOptions } from "./evaluation/three-way-split";
export type { Difference } from "./evaluation/uncertainty";

// Training that is watched, and outputs
export { lossCurves } from "./training/compare";
export { TrainingHistory } from "./training/history";
export { HideAndGuess, hideAndGuess } from "./experiment/hide-and-guess";
export type { GuessedCell, HideAndGuessOptions } from "./experiment/hide-and-guess";
export { Picture, picture } from "./experiment/picture";
export { display, newDisplay } from "./outputs/display";
export { jupyterDisplay } from "./outputs/bundle";
export type { LossHistory } from "./payload/build-loss";
export type { Labels, PictureMethod, SweepPoint, TrainingMethod } from "./payload/types";
export type { LossCurves, TrainedModel, TrainedModels } from "./training/compare";
export type { ReplayLogRecord, StageOptions } from "./training/replay-log";
export type { IterationEvent, TrainingEvent } from "./training/history";
export type { LiveOptions } from "./training/live-options";
export type { TrainingProgress } from "./training/progress";
export type { StopSignal } from "./training/stop";
export type { PictureOptions } from "./experiment/picture";
export type { DisplayHandle } from "./outputs/display";
export type { Displayable, MimeBundle } from "./outputs/bundle";

// Errors
export {
  DivergenceError,
  EnvironmentError,
  FactorlabError,
  FileError,
  NotFittedError,
  PayloadError,
  ShapeError,
  TrainingInterrupted,
  ValueError,
} from "./errors";
export { ModelFileError } from "./models/shared/model-file-error";
export type { ErrorFields } from "./errors";
