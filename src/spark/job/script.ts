import { wrongArgument } from "../../errors";
import type { SparkALSSettings } from "../options";
import type { SparkColumns } from "../prepare/columns";
import type { SparkDuplicates } from "../prepare/duplicates";
import { readSource } from "../source";
import type { SparkSource } from "../source";
import { factorQuery, jobQueries, MEAN, OUTPUT } from "./queries";

/** What a job reads, and where it writes. */
export interface SparkJobOptions extends SparkColumns {
  /** The folder for what comes of it, which all workers and this machine reach; it must not be there yet. */
  output: string;
  /** What becomes of several ratings of one pair. @default "error" */
  duplicates?: SparkDuplicates;
}

/** Writes the script of a job. @throws ValueError, SparkError */
export function jobScript(settings: SparkALSSettings, source: SparkSource, options: SparkJobOptions): string {
  const { output, duplicates = "error", ...columns } = options;
  if (typeof output !== "string" || output === "")
    throw wrongArgument("output", output, "a path for a folder");
  const { read, sql } = readSource(source);
  const queries = jobQueries(settings, columns, duplicates);
  const biased = !settings.implicit && !settings.nonnegative && settings.biases;
  const job = {
    source: {
      ...read?.source,
      ...(read?.table && { table: read.table.name }),
      ...(sql && { sql: sql.query }),
    },
    columns: { user: "user", item: "item", rating: "rating", ...columns },
    settings,
    queries,
    factors: { user: factorQuery("user", biased), item: factorQuery("item", biased) },
    output,
    folders: OUTPUT,
    mean: MEAN,
  };
  // As a text of JSON within a text of Python, where both have the same escapes.
  return SCRIPT.replace("%JOB%", () => JSON.stringify(JSON.stringify(job)));
}

/** Runs on Spark 3.4 and newer, without anything but PySpark. */
const SCRIPT = `"""Factorizes ratings by Spark's ALS, written by Factorlab. Run it with spark-submit; read what comes of it with
loadSparkModel of factorlab/spark."""
import json
import sys

from pyspark.ml.recommendation import ALS
from pyspark.sql import SparkSession

JOB = json.loads(%JOB%)
WRONG = {
    "no_user": "no user",
    "odd_user": "a user that cannot be read",
    "no_item": "no item",
    "odd_item": "an item that cannot be read",
    "no_rating": "no rating",
    "text": "text where a rating is wanted",
    "nan": "a rating that is NaN",
    "infinite": "a rating beyond all bounds",
}

spark = SparkSession.builder.appName("Factorlab").getOrCreate()
settings, queries, source = JOB["settings"], JOB["queries"], JOB["source"]


def view(name, query):
    spark.sql(query).createOrReplaceTempView(name)


def stop(message):
    sys.exit("Factorlab: " + message)


def given():
    if "sql" in source:
        return spark.sql(source["sql"])
    if "table" in source:
        return spark.table(source["table"])
    options = {option["key"]: option["value"] for option in source["options"]}
    return spark.read.format(source["format"]).options(**options).load(source["paths"])


rows = given()
names = [name for name in JOB["columns"].values() if name is not None]
for name in names:
    if name not in rows.columns:
        stop("there is no column %r, expected one of %s" % (name, ", ".join(rows.columns)))
rows.selectExpr(*["CAST(\`%s\` AS STRING) AS \`%s\`" % (name, name) for name in names]).createOrReplaceTempView("given")
view("read", queries["read"])
found = spark.sql(queries["look"]).first().asDict()
if found["ratings"] == 0:
    stop("the source has no ratings")
if settings["implicit"]:
    WRONG.update(negative="a negative rating", zero="a rating of 0")
for name, words in WRONG.items():
    if found[name]:
        stop("%d rows have %s, such as one of %r" % (found[name], words, found[name + "_example"]))
if queries["duplicates"] and spark.sql(queries["duplicates"]).first()["pairs"]:
    stop("users rated items more than once: choose what becomes of them with --duplicates")

for name, query in queries["before"]:
    view(name, query)
mean = spark.sql(queries["mean"]).first()[0] if queries["mean"] else 0.0
for name, query in queries["after"]:
    view(name, query.replace(JOB["mean"], repr(mean)))

# Without this, many iterations end in a stack overflow.
spark.sparkContext.setCheckpointDir(JOB["output"] + "/checkpoints")
als = ALS(
    userCol="user",
    itemCol="item",
    ratingCol="rating",
    rank=settings["features"],
    maxIter=settings["iterations"],
    regParam=settings["regularization"],
    implicitPrefs=settings["implicit"],
    alpha=settings["alpha"],
    nonnegative=settings["nonnegative"],
    numUserBlocks=settings["userBlocks"],
    numItemBlocks=settings["itemBlocks"],
    seed=settings["seed"],
    checkpointInterval=10,
)
model = als.fit(spark.table("centred"))
scale = spark.sql("SELECT min(rating), max(rating) FROM merged").first()
for side, factors in (("user", model.userFactors), ("item", model.itemFactors)):
    factors.createOrReplaceTempView(side + "_factors")
    query = JOB["factors"][side].replace(JOB["mean"], repr(mean))
    folders = JOB["folders"]
    spark.sql(query).write.options(**folders["options"]).parquet(JOB["output"] + "/" + folders[side])
about = {"settings": settings, "mean": mean, "scale": [scale[0], scale[1]]}
spark.createDataFrame([(json.dumps(about),)], ["value"]).coalesce(1).write.text(JOB["output"] + "/" + folders["about"])
spark.stop()
`;
