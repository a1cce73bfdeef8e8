export {
  DivergenceError,
  FactorlabError,
  NotFittedError,
  PayloadError,
  ShapeError,
  TrainingInterrupted,
  ValueError,
} from "./errors";
export type { ErrorFields } from "./errors";

export { Matrix } from "./matrix/matrix";
export type { MatrixStyle } from "./matrix/matrix";
export type { CellsInput, MatrixInput } from "./matrix/read";

export { MatrixFactorization } from "./models/matrix-factorization";
export type { InitialFactors } from "./models/tables/initial-factors";
export type {
  LiveTrainOptions,
  MatrixFactorizationOptions,
  WithRespectTo,
} from "./models/matrix-factorization";
export type { TrainOptions } from "./models/matrix-factorization/train-options";

export { TableModel } from "./models/tables/table-model";
export type { TableFitOptions, TablePartialFitOptions } from "./models/tables/labels";
export type { IndexOrLabel } from "./models/tables/label-index";
export type { TableModelRecord, MatrixRecord } from "./models/tables/record";
export { NMF } from "./models/nmf";
export type { NMFInit, NMFLoss, NMFOptions, NMFSettings, NMFSolver } from "./models/nmf/options";
export { NonnegativeMF } from "./models/nonnegative-mf";
export type { NonnegativeMFOptions } from "./models/nonnegative-mf";
export { TruncatedSVD } from "./models/truncated-svd";
export type { TruncatedSVDOptions } from "./models/truncated-svd";

export { EnvironmentError, FileError } from "./errors";
export { Ratings } from "./ratings/ratings";
export { readRatings } from "./ratings/read-ratings";
export type { ReadOptions } from "./ratings/read-ratings";
export type { ColumnOptions } from "./ratings/columns";
export type { CsvOptions } from "./ratings/csv";
export type { ArrowColumn, ArrowTable, RatingColumns } from "./ratings/parallel";
export type { RecordOptions } from "./ratings/records";
export type { TableOptions } from "./ratings/table";
export { datasets } from "./datasets/datasets";
export type { SmallDataset } from "./datasets/datasets";
export { loadMovieLens, loadMovieLens100kFolds } from "./datasets/movielens";
export type { Fold, MovieLens, MovieLensOptions } from "./datasets/movielens";
export type { MovieLensEdition } from "./datasets/movielens-editions";
export type { Rating } from "./ratings/ratings";
export type { RatingInput, RatingsOptions } from "./ratings/collect";
export type { Id } from "./ratings/ids";

export { schedules } from "./models/recommender/fit-options";
export type { EarlyStopping, FitOptions } from "./models/recommender/fit-options";
export type { EpochEvent } from "./models/recommender/training-loop";
export { BiasedFactorModel } from "./models/factors/biased-factors";
export { FactorModel } from "./models/factors/factor-model";
export { BiasedMF } from "./models/biased-mf";
export type { BiasedMFOptions } from "./models/biased-mf";
export { BiasOnly } from "./models/bias-only";
export type { BiasOnlyOptions } from "./models/bias-only";
export { GlobalMean } from "./models/global-mean";
export type { GlobalMeanOptions } from "./models/global-mean";
export { SVDPlusPlus } from "./models/svd-plus-plus";
export type { SVDPlusPlusOptions } from "./models/svd-plus-plus";
export { Recommender } from "./models/recommender/recommender";
export type { RecommendOptions } from "./models/recommender/recommender";
export { Explanation } from "./models/shared/explanation";
export type { PredictionPart } from "./models/shared/explanation";
export { ModelFileError } from "./models/shared/sealed";
export type { ModelRecord } from "./models/recommender/model-file";
export { FoldedIn } from "./models/recommender/folded-in";
export type { GivenRating } from "./models/recommender/folded-in";
export { RankedList } from "./models/shared/recommendations";
export type { Ranked, Reason } from "./models/shared/recommendations";

export { evaluate } from "./evaluation/evaluate";
export type { EvaluateOptions, Evaluation, EvaluationFacts } from "./evaluation/evaluate";
export { kFolds, predefinedFolds } from "./evaluation/folds";
export type { EvaluationData, FoldOptions, Folds } from "./evaluation/folds";
export { leaveOneOut, randomSplit, timeSplit, userSplit } from "./evaluation/split";
export type { LeaveOneOutOptions, ShareOptions, Split, TimeSplitOptions } from "./evaluation/split";
export * as metrics from "./evaluation/metrics";
export type { Metric } from "./evaluation/metric-names";
export type { ScoringModel, TrainableModel } from "./evaluation/model";
export { ResultTable } from "./evaluation/result-table";
export type { ResultCell } from "./evaluation/result-table";
export { CrossValidation, crossValidate } from "./evaluation/cross-validate";
export type { CrossValidateOptions, FoldProgress, MeasureOptions } from "./evaluation/cross-validate";
export { compareModels, Comparison } from "./evaluation/compare-models";
export type { CompareModelsOptions } from "./evaluation/compare-models";
export { gridSearch, gridTrials, randomSearch, randomTrials } from "./evaluation/search/search";
export type { RandomSearchOptions } from "./evaluation/search/search";
export { halvingSearch, halvingTrials } from "./evaluation/search/halving";
export type { HalvingSearchOptions, SteppedModel } from "./evaluation/search/halving";
export { SearchResult } from "./evaluation/search/result";
export type { SearchProgress, Trial } from "./evaluation/search/result";
export type { SearchEvents } from "./evaluation/search/report";
export type { SearchOptions } from "./evaluation/search/search-options";
export { ItemMap, itemMap } from "./evaluation/item-map";
export type { MapPoint } from "./evaluation/item-map";
export { sample } from "./evaluation/search/space";
export type { Grid, Space } from "./evaluation/search/space";
export { ALS } from "./models/als";
export type { ALSOptions } from "./models/als";
export { BayesianMF } from "./models/bayesian-mf";
export type { BayesianMFOptions } from "./models/bayesian-mf";
export { EASE } from "./models/ease";
export type { EASEOptions } from "./models/ease";
export { ImplicitALS } from "./models/implicit-als";
export type { ImplicitALSOptions } from "./models/implicit-als";
export { BPR } from "./models/bpr";
export type { BPROptions } from "./models/bpr";
export { LogisticMF } from "./models/logistic-mf";
export type { LogisticMFOptions } from "./models/logistic-mf";
export { MostPopular } from "./models/most-popular";
export type { MostPopularOptions } from "./models/most-popular";

export { lossCurves } from "./training/compare";
export type { LossCurves, TrainedModel, TrainedModels } from "./training/compare";
export { TrainingHistory } from "./training/history";
export type { IterationEvent, TrainingEvent } from "./training/history";
export type { LiveOptions } from "./training/live-options";
export type { TrainingProgress } from "./training/progress";
export type { StopSignal } from "./training/stop";

export { display, newDisplay } from "./outputs/display";
export type { DisplayHandle } from "./outputs/display";
export { jupyterDisplay } from "./outputs/bundle";
export type { Displayable, MimeBundle } from "./outputs/bundle";

export { costOf, iterationsOf, modelOf, replayOf, Run, runToEnd, startOf } from "./experiment/run";
export { EXPERIMENT_DEFAULTS, EXPERIMENT_LIMITS, readExperiment } from "./experiment/experiment";
export { presets } from "./experiment/presets";
export type { Preset, PresetId } from "./experiment/presets";
export { rankFacts } from "./experiment/rank";
export type { RankFacts } from "./experiment/rank";
export { experimentFromLink, experimentJson, experimentLink } from "./experiment/share";
export { experimentSource } from "./experiment/source";
export type { Experiment, Frame, RunStart, Trace } from "./experiment/types";
export { verdict } from "./experiment/verdict";
export type { DivergedVerdict, Verdict, VerdictState } from "./experiment/verdict";
export { ratesToTry, trainsWell, workingRate } from "./experiment/working-rate";

export { checkPayload } from "./payload/check";
export type { FactorizationLike, LossHistory, MatrixLike } from "./payload/build";
export { PAYLOAD_MIME, PAYLOAD_VERSION } from "./payload/types";
export type {
  CellsPayload,
  CellValue,
  ColumnPayload,
  FactorizationPayload,
  FramePayload,
  Labels,
  LossPayload,
  LossViewPayload,
  MapViewPayload,
  MatrixPayload,
  MatrixViewPayload,
  Payload,
  ReplayPayload,
  RunPayload,
  TableViewPayload,
  TrainingMethod,
  TrainingPayload,
  TrainingStage,
  TrainingState,
  TrainingTiming,
} from "./payload/types";

export { explainCell } from "./explain/cell";
export type { CellExplanation, FactorValues } from "./explain/cell";
export { explainStep } from "./explain/step";
export type { FactorEntry, StepExplanation, StepPart } from "./explain/step";

export { listColumns } from "./outputs/cell-text";
export type { ListColumn } from "./outputs/cell-text";
export { LONGEST_NAME, mapHeight, mapPlaces } from "./outputs/map-places";
export type { MapPlaces } from "./outputs/map-places";
export { cutText } from "./outputs/table/brief";
export { toCsv, toLatex, toMarkdown, toNumpy, toTypeScript } from "./outputs/copy";
export { toSvg } from "./outputs/svg";
export { divergingColours, heatColours } from "./outputs/colour";
export type { CellColours, Palette, Theme } from "./outputs/colour";
export { describe, facts, shape } from "./outputs/describe";
export { MOST_NUMBERED, UNKNOWN } from "./outputs/markup";
export { formatLoss, formatNumber } from "./outputs/number";
export { english } from "./outputs/translate";
export type { Translate } from "./outputs/translate";
export { trainingFacts, trainingHeading, trainingRemark, trainingShare } from "./outputs/progress";
export type { TrainingFact } from "./outputs/progress";
export { formatCount } from "./outputs/progress-number";
export {
  difference,
  equationScales,
  factorizationPanels,
  knownValues,
  matrixPanel,
  product,
} from "./outputs/panels";
export type { EquationParts, EquationScales, Panel } from "./outputs/panels";
export { RUN_COLOURS, wantsLogAxis } from "./outputs/svg-loss";
