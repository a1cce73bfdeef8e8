// What draws: payloads and their pictures, the calculations behind a cell, and trainings as plain data. The JupyterLab
// extension is made from it, as "factorlab/view"; what a person types is in `index.ts`.

export { costOf, iterationsOf, modelOf, replayOf, Run, runToEnd, startOf } from "./experiment/run";
export { EXPERIMENT_DEFAULTS, EXPERIMENT_LIMITS, readExperiment } from "./experiment/experiment";
export {
  canFactorize,
  mostPictureFeatures,
  PICTURE_SIDE,
  pictureFactors,
} from "./experiment/picture-factors";
export type { PictureFactors, PictureTask } from "./experiment/picture-factors";
export {
  guessError,
  guesses,
  heldOutCells,
  randomCells,
  seenData,
  stillHeldOut,
  withHeldOut,
} from "./experiment/held-out";
export type { HeldOutData } from "./experiment/held-out";
export { sweepSteps } from "./experiment/sweep";
export { presets } from "./experiment/presets";
export type { Preset, PresetId } from "./experiment/presets";
export { machineRun } from "./experiment/race";
export type { MachineRun } from "./experiment/race";
export { rankFacts } from "./experiment/rank";
export type { RankFacts } from "./experiment/rank";
export { readCell } from "./experiment/read-cell";
export { experimentFromLink, experimentJson, experimentLink } from "./experiment/share";
export { experimentSource } from "./experiment/source";
export type { Experiment, Frame, HeldOutCells, RunStart, Trace } from "./experiment/types";
export { verdict } from "./experiment/verdict";
export type { DivergedVerdict, Verdict, VerdictOf, VerdictState } from "./experiment/verdict";
export { rateSearch, workingRate } from "./experiment/working-rate";
export { parseUnrounded } from "./files/exact-json";
export { append, largest, smallest } from "./lists";
export { checkPayload } from "./payload/check";
export { canBeTurned } from "./payload/dials-bounds";
export type { FactorizationSizes } from "./payload/dials-bounds";
export type { FactorizationLike, MatrixLike } from "./payload/build";
export type { LossHistory } from "./payload/build-loss";
export type { TrainingLike } from "./payload/build-training";
export { PAYLOAD_MIME, PAYLOAD_VERSION } from "./payload/types";
export type {
  DialsViewPayload,
  CellsPayload,
  CellValue,
  ColumnPayload,
  ExerciseViewPayload,
  FactorizationPayload,
  FramePayload,
  GuessViewPayload,
  GivenPayload,
  Guess,
  Labels,
  LossPayload,
  LossViewPayload,
  MapViewPayload,
  MatrixPayload,
  MatrixViewPayload,
  Payload,
  PictureMethod,
  PictureViewPayload,
  PlaneViewPayload,
  PredictionInputPayload,
  PredictionViewPayload,
  RaceUnit,
  ReplayPayload,
  NamedRunPayload,
  RunPayload,
  SweepPoint,
  Sweeps,
  SentencePayload,
  TableViewPayload,
  TextPayload,
  TrainingMethod,
  TrainingPayload,
  TrainingStage,
  TrainingState,
  TrainingTiming,
} from "./payload/types";
export { explainCell } from "./explain/cell";
export type { CellExplanation, FactorValues } from "./explain/cell";
export { lossOf } from "./explain/loss";
export { isStill, lossInValley, stepInValley, valleyOf } from "./explain/valley";
export type { Landing, Valley, ValleyStep } from "./explain/valley";
export { explainStep } from "./explain/step";
export type { FactorEntry, StepExplanation, StepPart } from "./explain/step";
export { addressesIn } from "./outputs/addresses";
export { listColumns } from "./outputs/cell-text";
export type { ListColumn } from "./outputs/cell-text";
export { pullIn } from "./explain/penalty";
export type { PulledFactors } from "./explain/penalty";
export { beforeChange, changePlane, shadowOf, UNCHANGED_PLANE } from "./outputs/plane-geometry";
export type {
  PlaneChange,
  PlaneFactors,
  PlaneFeatures,
  PlanePoint,
  PlaneSizes,
  Shadow,
} from "./outputs/plane-geometry";
export { curveRange } from "./outputs/curve-range";
export { LabelPlaces, leaderLine, LONGEST_NAME } from "./outputs/label-places";
export type { LabelPlace, LabelRoom, Line, NamedPoint } from "./outputs/label-places";
export { mapHeight, mapPlaces, nameReach } from "./outputs/map-places";
export type { MapPlaces } from "./outputs/map-places";
export { arrowHead, planeArrows, planeExtent, PlaneScale } from "./outputs/plane-places";
export type { PlaneArrow, PlaneExtent, PlaneParts } from "./outputs/plane-places";
export { ringNumberPlace } from "./outputs/guess-mark";
export type { ChartPlace } from "./outputs/guess-mark";
export { curvePoints, guessFacts, lowestPoint, sweepPoints } from "./outputs/guess-facts";
export type { GuessFacts, GuessParts, GuessPoint, GuessShape, GuessTurn } from "./outputs/guess-facts";
export { guessLabels, guessShare, guessTicks, guessTop } from "./outputs/guess-scale";
export type { GuessAxis, GuessShare } from "./outputs/guess-scale";
export { guessDecimals, guessSentences } from "./outputs/guess-words";
export { entryName, turnsText, valleyParts } from "./outputs/dials-words";
export { valleyDecimals, valleyRemarks } from "./outputs/valley-words";
export { valleyExtent, valleyPlaces } from "./outputs/valley-places";
export type { ValleyExtent, ValleyPlace, ValleyPlaces } from "./outputs/valley-places";
export { featureName, sampleNote } from "./outputs/plane-words";
export { cutText } from "./outputs/table/brief";
export { toCsv, toLatex, toMarkdown, toNumpy, toTypeScript } from "./outputs/copy";
export { toSvg } from "./outputs/drawings";
export { describe } from "./outputs/sentences";
export { headingText } from "./outputs/describe";
export { cellColours, divergingColours, heatColours } from "./outputs/colour";
export type { Palette, Theme } from "./outputs/colour";
export { redGreenBlue } from "./outputs/ramps";
export type { CellColours, ColourScale, Ramps, Rgb } from "./outputs/ramps";
export { facts, shape } from "./outputs/describe";
export type { Described, ShapedCells } from "./outputs/describe";
export { MOST_NUMBERED, UNKNOWN } from "./outputs/markup";
export { decimalsFor, formatLoss, formatNumber, fewDigits, numberShown } from "./outputs/number";
export { pictureFactsOf, pictureProduct } from "./outputs/picture-words";
export type { PictureFacts } from "./outputs/picture-words";
export { namedRuns } from "./outputs/named-runs";
export { english, said } from "./outputs/translate";
export type { Translate } from "./outputs/translate";
export { trainingFacts, trainingHeading, trainingRemark, trainingShare } from "./outputs/progress";
export type { TrainingFact } from "./outputs/progress";
export { formatCount } from "./outputs/progress-number";
export { beyondKnown, difference, knownValues, matrixPanel, product } from "./outputs/panels";
export type { Beyond, Equation, Panel, PanelMatrix } from "./outputs/panels";
export { equationScales, factorizationPanels } from "./outputs/view-panels";
export type { EquationParts, EquationScales } from "./outputs/view-panels";
export { linearFloor, RUN_COLOURS, wantsLogAxis, wantsLogIterations } from "./outputs/svg-loss";
