/** What other libraries call the options, methods and classes of this one. */

interface Synonyms {
  /** The names here. */
  ours: readonly string[];
  /** The names elsewhere, in lower case, without `_` and `-`. */
  theirs: readonly string[];
}

const words = (text: string): string[] => text.split(" ");

const line = (ours: string, theirs: string): Synonyms => ({ ours: words(ours), theirs: words(theirs) });

/** Lines that come first are likelier where a name has several meanings. */
export const SYNONYMS: readonly Synonyms[] = [
  // Factors, before the options of the same name
  line("U itemFactors", "components h qi"),
  line("L userFactors", "w pu"),
  // Options
  line("features", "factors nfactors numfactors components ncomponents numcomponents latentfactors rank"),
  line(
    "features",
    "nlatentfactors latentdim embeddingdim embeddingsize nfeatures numfeatures dimensions dim k",
  ),
  line(
    "epochs iterations",
    "nepochs numepochs numiterations niterations niter numiter maxiter iter nsamples",
  ),
  line("powerIterations", "iterations epochs niter numiter maxiter npoweriter"),
  line("oversamples", "noversamples"),
  line("learningRate", "lr lrall eta alpha stepsize rate gamma"),
  line("regularization", "reg regall regparam regu lambda lambd l2 l2reg penalty weightdecay alpha"),
  line("seed", "randomstate randomseed rng"),
  line("tolerance", "tol eps"),
  line("count k", "n topn topk top limit size numberofitems"),
  line("folds", "nsplits nfolds numfolds cv k"),
  line("test", "testsize testratio testfraction testshare"),
  line("patience", "niternochange"),
  line("validation", "validationset validationdata evalset valset testset"),
  line("excludeSeen", "filteralreadylikeditems filterseen excludeknown removeseen"),
  line("initScale", "initstd initstddev initstdev"),
  line("burnIn", "warmup tune"),
  line("metrics", "measures scoring"),
  line("display", "verbose progressbar showprogress"),
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
