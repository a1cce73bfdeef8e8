/** Starts the one cluster of all tests, and takes orders from them: a worker that fails, a server that is started anew. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { Cluster } from "../../scripts/lib/spark/cluster.mjs";
import { sparkHome } from "../../scripts/lib/spark/home.mjs";
import { findJava } from "../../scripts/lib/spark/java.mjs";

declare module "vitest" {
  interface ProvidedContext {
    spark: {
      readonly remote: string;
      readonly page: string;
      readonly master: string;
      readonly home: string;
      readonly java: string;
      readonly folder: string;
      /** Where orders are sent: the name of a method of `Cluster`, and a number. */
      readonly orders: string;
    };
  }
}

export const TOKEN = "a-secret-of-the-tests";

/** Small, since what is tested are not speeds; the page hears of progress at once. */
const conf = {
  "spark.connect.progress.reportInterval": "200ms",
  "spark.sql.shuffle.partitions": "1",
  // A task that cannot succeed is tried once more, not four times.
  "spark.task.maxFailures": "2",
  "spark.connect.execute.manager.detachedTimeout": "20s",
};

/** What runs for a minute is not worth compiling twice: on two cores, this halves the time. */
export const javaOptions = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const found = findJava();
  if ("complaint" in found) throw new Error(found.complaint);
  const { java } = found;
  const home = sparkHome();
  const cluster = new Cluster({ java, home, token: TOKEN, memory: "700m", driver: "1g", conf, javaOptions });
  const orders = createServer((request, response) => {
    const [, name, which] = request.url!.split("/");
    const order = cluster[name as "startWorker" | "killWorker"].bind(cluster);
    Promise.resolve(order(Number(which))).then(
      () => response.end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  try {
    await cluster.start();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  await new Promise<void>((resolve) => orders.listen(0, "127.0.0.1", resolve));
  const { remote, page, master, folder } = cluster;
  const { port } = orders.address() as AddressInfo;
  project.provide("spark", { remote, page, master, home, java, folder, orders: `http://127.0.0.1:${port}` });
  return async () => {
    orders.close();
    orders.closeAllConnections();
    await cluster.stop();
  };
}
