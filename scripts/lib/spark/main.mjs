import { parseArgs } from "node:util";
import { parsePort, UsageError } from "../arguments.mjs";
import { complain } from "../build.mjs";
import { SetupError, setUp } from "../setup.mjs";
import { onStop, stopExit } from "../signals.mjs";
import { Cluster } from "./cluster.mjs";
import { sparkHome, sparkSteps } from "./home.mjs";
import { findJava } from "./java.mjs";

const HELP = `Starts a cluster of Apache Spark on this computer, until Ctrl-C: a master, two workers and a Connect server.

  npm run spark
  npm run spark -- --port 15002   the port of the Connect server, which is also the default
  npm run spark -- --memory 4g    memory of each of the two executors, 1g by default
  npm run spark -- --driver 4g    memory of the Connect server, 1g by default
  npm run spark -- --cores 2      cores of each worker, 1 by default

It needs Java 17 or newer. Spark itself (460 MB) is installed into the checkout's Python environment at the first start.`;

/** `npm run spark`. @param {string[]} args */
export async function main(args) {
  try {
    const options = parseSpark(args);
    if (options.help) return console.log(HELP);
    const found = findJava();
    if ("complaint" in found) throw new SetupError(found.complaint);
    await setUp(sparkSteps(), { quiet: true });
    const { port, memory, driver, cores } = options;
    const cluster = new Cluster({ java: found.java, home: sparkHome(), port, memory, driver, cores });
    stopExit.code = 0;
    onStop(() => cluster.stop());
    console.log(`Starting Spark on Java ${found.version} …`);
    try {
      await cluster.start();
    } catch (error) {
      await cluster.stop();
      throw new SetupError(/** @type {Error} */ (error).message);
    }
    console.log(`
Spark is ready: a master, two workers and a Connect server.

  remote       ${cluster.remote}
  its page     ${cluster.page}
  master       ${cluster.master}
  checkpoints  ${cluster.checkpoints}

Train on it:  new SparkALS().fit(ratings, { remote: "${cluster.remote}" })
Ctrl-C ends it, and removes all that it has written.`);
  } catch (error) {
    complain(error);
  }
}

/** @param {string[]} args */
function parseSpark(args) {
  const options = /** @type {const} */ ({
    help: { type: "boolean", short: "h" },
    port: { type: "string", default: "15002" },
    memory: { type: "string", default: "1g" },
    driver: { type: "string", default: "1g" },
    cores: { type: "string", default: "1" },
  });
  let values;
  try {
    ({ values } = parseArgs({ args, options, strict: true }));
  } catch (error) {
    const said = /** @type {Error} */ (error).message.split(". ")[0];
    throw new UsageError(`${said}. See \`npm run spark -- --help\`.`);
  }
  const { help = false, port, memory, driver, cores } = values;
  for (const [name, size] of Object.entries({ memory, driver }))
    if (!/^\d+[mg]$/.test(size))
      throw new UsageError(`--${name} wants a size such as 2g or 512m and got "${size}".`);
  if (!/^[1-9]\d{0,2}$/.test(cores))
    throw new UsageError(`--cores wants a whole number from 1 and got "${cores}".`);
  return { help, port: parsePort(port), memory, driver, cores: Number(cores) };
}
