import type { ALS } from "../models/als";
import type { ImplicitALS } from "../models/implicit-als";
import { checkRatings } from "../models/recommender/check-ratings";
import { checkCounts } from "../models/recommender/counts";
import { noWeights } from "../models/recommender/no-weights";
import { largestSize } from "../numerics/dense";
import { Ratings } from "../ratings/ratings";
import type { SparkSession } from "./client/session";
import { inSession } from "./in-session";
import { checkFree, keep } from "./keep";
import { checkIterations, checkSize } from "./limits";
import { modelOf, modelWithout } from "./model";
import type { SparkALSSettings } from "./options";
import { centred, makeBiases, meanOf } from "./prepare/centre";
import type { Centre } from "./prepare/centre";
import { readColumns } from "./prepare/columns";
import { merged, refuseDuplicates } from "./prepare/duplicates";
import { mapIds } from "./prepare/ids";
import { inspect } from "./prepare/inspect";
import { drawing, Report } from "./progress";
import { rowsOf, sql } from "./rows";
import { placeOfSource, readSource } from "./source";
import type { SparkSource } from "./source";
import type { CheckedFit } from "./fit-options";
import { train } from "./train";
import { upload } from "./upload";

/** The names of tables within a session: as Spark reads it, with the columns found, merged, by places, and centred. */
const TABLES = {
  given: "factorlab_given",
  read: "factorlab_read",
  merged: "factorlab_merged",
  placed: "factorlab_placed",
  centred: "factorlab_centred",
} as const;

/** A training on Spark, from a session's beginning to its end. @throws as `SparkALS.fit` does */
export async function fitOnSpark(
  settings: SparkALSSettings,
  source: SparkSource | Ratings,
  options: CheckedFit,
): Promise<ALS | ImplicitALS> {
  const ratings = source instanceof Ratings ? sendable(source, settings) : null;
  const relation = ratings === null ? readSource(source) : null;
  return reported(settings, options, async (session, report) => {
    const fit = new Fit(session, settings, options, report);
    if (ratings !== null) return fit.ofRatings(ratings);
    return fit.ofSource(relation!, placeOfSource(source));
  });
}

/** A training on Spark whose factors stay there, in a folder. @throws as `SparkALS.fitTo` does */
export async function keepOnSpark(
  settings: SparkALSSettings,
  source: SparkSource,
  output: string,
  options: CheckedFit,
): Promise<void> {
  const relation = readSource(source);
  return reported(settings, options, async (session, report) => {
    await checkFree(session, output);
    await new Fit(session, settings, options, report).intoFolder(relation, output);
  });
}

/** Runs a training in a session, and shows how far it is. */
async function reported<Result>(
  settings: SparkALSSettings,
  options: CheckedFit,
  work: (session: SparkSession, report: Report) => Promise<Result>,
): Promise<Result> {
  const { display = true, onProgress } = options;
  const draw = drawing(display);
  const report = new Report((progress) => (draw?.(progress), onProgress?.(progress)));
  return inSession(settings, options, report, (session) => work(session, report));
}

/** Ratings as Spark's ALS takes them. @throws ValueError */
function sendable(ratings: Ratings, { implicit }: SparkALSSettings): Ratings {
  checkRatings(ratings, "source");
  if (implicit) checkCounts(ratings);
  if (ratings.weights === null) return ratings;
  if (!implicit) throw noWeights("SparkALS");
  return ratings.asCounts;
}

type Relation = ReturnType<typeof readSource>;

/** The steps of a training. */
class Fit {
  constructor(
    private readonly session: SparkSession,
    private readonly settings: SparkALSSettings,
    private readonly options: CheckedFit,
    private readonly report: Report,
  ) {}

  /** Trains on ratings of this machine, which are sent by their places. */
  async ofRatings(ratings: Ratings): Promise<ALS | ImplicitALS> {
    const { session, settings, report } = this;
    await checkIterations(session, settings);
    await checkSize(session, settings, ratings);
    report.begin("sending the ratings");
    await upload(session, ratings, TABLES.placed);
    const largest = largestSize(ratings.scale);
    const centre = await this.centre(largest);
    return modelOf(await this.trained({ user: false, item: false }, centre), ratings);
  }

  /** Trains on ratings that Spark reads. @param place where they are, in words */
  async ofSource(relation: Relation, place: string): Promise<ALS | ImplicitALS> {
    const { trained, scale } = await this.trainedOn(relation);
    return modelWithout(trained, scale, this.options.titles ?? [], place);
  }

  /** Trains on ratings that Spark reads, and leaves the factors there. */
  async intoFolder(relation: Relation, output: string): Promise<void> {
    const { trained, scale } = await this.trainedOn(relation, "writing the factors");
    await keep(trained, scale, output);
  }

  private async trainedOn(relation: Relation, next?: string) {
    const { session, settings, options } = this;
    await checkIterations(session, settings);
    const { isMapped, scale, largest } = await this.read(relation);
    await session.view(TABLES.placed, sql(await mapIds(session, TABLES.merged, isMapped)));
    const centre = await this.centre(largest);
    const trained = await this.trained(isMapped, centre, next);
    return { trained, scale: options.scale ?? scale };
  }

  /** Reads and checks the source: the table of merged ratings is there then. */
  private async read(relation: Relation) {
    const { session, settings, options, report } = this;
    const onStages = report.begin("looking at the ratings");
    const columns = readColumns(await session.columns(relation), options);
    await session.view(TABLES.given, relation);
    await session.view(TABLES.read, sql(`SELECT ${columns.select} FROM ${TABLES.given}`));
    const found = await inspect(session, TABLES.read, columns, settings.implicit, onStages);
    await checkSize(session, settings, found.about);
    const { duplicates } = options;
    if (duplicates === "error")
      await refuseDuplicates(session, TABLES.read, report.begin("looking for duplicates"));
    const largest = largestSize(found.scale);
    await session.view(TABLES.merged, sql(merged(TABLES.read, duplicates, largest)));
    return {
      ...found,
      largest,
      scale: duplicates === "error" ? found.scale : await this.scaleOf(TABLES.merged),
    };
  }

  /** Sums and counts of duplicates are on a scale of their own. */
  private async scaleOf(table: string): Promise<readonly [number, number]> {
    const [row] = await rowsOf(this.session, `SELECT min(rating) AS low, max(rating) AS high FROM ${table}`);
    return [row.low as number, row.high as number];
  }

  private async centre(largest: number): Promise<Centre> {
    const { session, settings, report } = this;
    const { implicit, nonnegative, biases, biasRegularization } = settings;
    const none = { mean: 0, biases: false };
    // What is not negative can only be a sum of what is not, from 0 on.
    const isCentred = !implicit && !nonnegative;
    const mean = isCentred
      ? await meanOf(session, TABLES.placed, largest, report.begin("centring the ratings"))
      : 0;
    const centre = isCentred ? { mean, biases } : none;
    if (centre.biases) await makeBiases(session, TABLES.placed, mean, biasRegularization, largest);
    await session.view(TABLES.centred, sql(centred(TABLES.placed, centre)));
    return centre;
  }

  private async trained(
    isMapped: { user: boolean; item: boolean },
    centre: Centre,
    next = "fetching the factors",
  ) {
    const { session, settings, report } = this;
    const model = await train(session, TABLES.centred, settings, report.begin("training"));
    const onStages = report.begin(next);
    return { session, model, settings, isMapped, centre, onStages };
  }
}
