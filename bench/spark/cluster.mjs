// A cluster for the measurements, trainings on it, and what Spark's own metrics say of them.
import { request } from "node:http";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { root } from "../../scripts/lib/paths.mjs";
import { Cluster } from "../../scripts/lib/spark/cluster.mjs";
import { sparkHome } from "../../scripts/lib/spark/home.mjs";

const { SparkALS } = createRequire(import.meta.url)(`${root}/lib/spark/index.js`);

/** Spark reads how much memory its processes take, twice a second. */
const CONF = {
  "spark.executor.processTreeMetrics.enabled": "true",
  "spark.executor.metrics.pollingInterval": "500ms",
  "spark.ui.retainedStages": "100000",
};

/** Ratings that are seen before anything is measured: the first training of a Java is much slower than the second. */
const WARM_UP = { sql: "SELECT id % 200 AS user, id % 97 AS item, id % 5 AS rating FROM range(19400)" };

/**
 * Starts a cluster of a master, two workers of one core each and a Connect server, works with it, and ends it.
 * @param {{ java: string, memory: string, driver: string }} options memory of each executor and of the server
 * @param {(cluster: Cluster) => Promise<unknown>} work
 */
export async function withCluster({ java, memory, driver }, work) {
  const cluster = new Cluster({ java, home: sparkHome(), memory, driver, conf: CONF });
  // However this program ends, the cluster's keeper ends what it has left.
  try {
    await cluster.start();
    await trained(cluster, { features: 10, iterations: 2 }, WARM_UP);
    return await work(cluster);
  } finally {
    await cluster.stop();
  }
}

/**
 * Trains on the cluster.
 * @param {Cluster} cluster
 * @param {object} settings of SparkALS
 * @param {object | string} source
 * @returns what came back, the seconds of the whole and of the training alone, and the stages that Spark ran for it
 */
export async function trained(cluster, settings, source) {
  const before = new Set((await ask(cluster, "stages")).map(({ stageId }) => stageId));
  let steps = [];
  const start = performance.now();
  const onProgress = (progress) => (steps = progress.steps);
  const options = { remote: cluster.remote, display: false, onProgress };
  const model = await new SparkALS(settings).fit(source, options);
  const seconds = (performance.now() - start) / 1000;
  const training = steps.find(({ name }) => name === "training").seconds;
  const stages = (await ask(cluster, "stages")).filter(
    ({ stageId, status }) => !before.has(stageId) && status === "COMPLETE",
  );
  return { model, seconds, training, stages };
}

/** The most memory that the processes of the running server's work have taken, in MB: each executor's, and the server's. */
export async function peakMemory(cluster) {
  const found = await ask(cluster, "executors");
  const of = ({ peakMemoryMetrics: peak }) => (peak?.ProcessTreeJVMRSSMemory ?? 0) / 1e6;
  return {
    executors: found.filter(({ id }) => id !== "driver").map(of),
    driver: of(found.find(({ id }) => id === "driver")),
  };
}

/** Spark's page in a form for programs. */
async function ask({ page }, what) {
  // Spark closes a connection that has been idle, perhaps just as it is used again: a new one is made for each question.
  const get = (path) =>
    new Promise((done, fail) => {
      const url = `${page}/api/v1/${path}`;
      request(url, { agent: false }, (answer) => text(answer).then(JSON.parse).then(done, fail))
        .once("error", fail)
        .end();
    });
  const [{ id }] = await get("applications");
  return get(`applications/${id}/${what}`);
}
