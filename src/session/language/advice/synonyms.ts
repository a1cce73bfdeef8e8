import { line, SYNONYMS } from "../../../training/synonyms";
import type { Synonyms } from "../../../training/synonyms";

/** What other libraries call the options, methods, classes and functions of this one; what comes first is likelier. */
export const ALL_SYNONYMS: readonly Synonyms[] = [
  ...SYNONYMS,
  // Methods
  line("fit trainModel train", "fittransform fitpredict learn run"),
  line("reconstruct", "inversetransform approximate fittransform"),
  line("transform", "project encode"),
  line("partialFit", "update refit"),
  line("predict", "estimate predictone predictrating"),
  line("predictions", "test predictall predictmany"),
  line("recommend", "recommendforuser recommendall topn gettop recommenditems getrecommendations"),
  line("similarItems", "getneighbors nearestneighbors mostsimilar"),
  line("reconstructionError", "reconstructionerr err"),
  line("history", "losses losscurve"),
  // Classes and functions
  line("BiasedMF", "svd funksvd svdmodel matrixfactorizationsgd"),
  line("TruncatedSVD", "svds pca"),
  line("SVDPlusPlus", "svdpp svd++"),
  line("ImplicitALS", "alternatingleastsquares"),
  line("HybridMF", "lightfm hybrid hybridmodel warp"),
  line("BPR", "bayesianpersonalizedranking"),
  line("LogisticMF", "logisticmatrixfactorization lmf"),
  line("NMF", "nonnegativematrixfactorization"),
  line("EASE", "easer"),
  line("BiasOnly", "baselineonly baseline"),
  line("MostPopular", "popularity toppopular popularityrecommender"),
  line("Ratings", "dataset reader trainset"),
  line("randomSplit", "traintestsplit"),
  line("crossValidate", "crossvalscore"),
  line("gridSearch", "gridsearchcv"),
  line("randomSearch", "randomizedsearchcv"),
  line("halvingSearch", "halvinggridsearchcv"),
  line("kFolds", "kfold"),
];
