/** What other libraries call the options of this one. What else they have other names for, the kernel alone says. */

/** Names that mean the same. */
export interface Synonyms {
  /** The names here. */
  ours: readonly string[];
  /** The names elsewhere, in lower case, without `_` and `-`. */
  theirs: readonly string[];
}

const words = (text: string): string[] => text.split(" ");

/** A line of a list of synonyms: names here, and names elsewhere, separated by spaces. */
export const line = (ours: string, theirs: string): Synonyms => ({
  ours: words(ours),
  theirs: words(theirs),
});

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
  line("maxSampled", "maxsamples maxtrials nsampled"),
  line("negatives", "nnegatives numnegatives negativesamples numneg"),
  line("itemFeatures", "itemmetadata itemattributes iteminfo itemsfeatures genres tags metadata"),
  line("userFeatures", "usermetadata userattributes userinfo usersfeatures"),
  line("itemIdentity", "itemidentityfeatures"),
  line("userIdentity", "useridentityfeatures"),
  line("initScale", "initstd initstddev initstdev"),
  line("burnIn", "warmup tune"),
  line("metrics", "measures scoring"),
  line("display", "verbose progressbar showprogress"),
];
