import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { endAll, freePort, startSpark, until } from "./processes.mjs";

/** @typedef {import("./processes.mjs").SparkProcess} SparkProcess */

/**
 * How a cluster is made.
 * @typedef {object} ClusterOptions
 * @property {string} java the program
 * @property {string} home where Spark is: the folder of the package pyspark
 * @property {number} [port] of the Connect server; by default a free one
 * @property {string} [token] what clients have to show; by default none
 * @property {string} [memory] of each executor; by default "1g"
 * @property {string} [driver] memory of the Connect server; by default "1g"
 * @property {number} [cores] of each worker; by default 1
 * @property {Record<string, string>} [conf] further settings of Spark
 * @property {string[]} [javaOptions] further options of every Java
 */

const SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer";

/** Twice a size as Java writes it: "512m". @param {string} size */
const twice = (size) => `${2 * parseInt(size, 10)}${size.slice(-1)}`;

/**
 * A real cluster on this machine: a master and two workers, each a process of its own, and a Connect server.
 */
export class Cluster {
  /** @type {SparkProcess | null} */
  #master = null;
  /** @type {(SparkProcess | null)[]} */
  #workers = [null, null];
  /** @type {SparkProcess | null} */
  #server = null;
  #masterUrl = "";
  #port = 0;
  /** Ends what is left where this program cannot. */
  #keeper = spawn(process.execPath, [fileURLToPath(new URL("./keeper.mjs", import.meta.url))], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    windowsHide: true,
  });
  #ui = 0;

  /** @param {ClusterOptions} options */
  constructor(options) {
    this.options = options;
    /** All that it writes; removed when it ends. */
    this.#keeper.unref();
    this.folder = mkdtempSync(join(tmpdir(), "factorlab-spark-"));
    this.checkpoints = join(this.folder, "checkpoints");
    this.env = { ...process.env };
    if (options.token) this.env.SPARK_CONNECT_AUTHENTICATE_TOKEN = options.token;
  }

  /** What a client is given. */
  get remote() {
    const { token } = this.options;
    return `sc://localhost:${this.#port}${token ? `/;token=${token}` : ""}`;
  }

  /** The page of the Connect server's jobs. */
  get page() {
    return `http://127.0.0.1:${this.#ui}`;
  }

  /** The address of the master, as spark-submit takes it. */
  get master() {
    return this.#masterUrl;
  }

  /** The ids of the processes: master, workers and server. */
  get pids() {
    return this.#all.map(({ pid }) => pid);
  }

  get #all() {
    return [this.#server, ...this.#workers, this.#master].filter((one) => one !== null);
  }

  async start() {
    mkdirSync(this.checkpoints, { recursive: true });
    const port = await freePort();
    this.#masterUrl = `spark://127.0.0.1:${port}`;
    const where = ["--host", "127.0.0.1", "--port", `${port}`, "--webui-port", "0"];
    this.#master = this.#run("master", "512m", ["org.apache.spark.deploy.master.Master", ...where]);
    await until(this.#master, /I have been elected leader/, 60);
    await Promise.all([this.startWorker(0), this.startWorker(1)]);
    await this.startServer();
    return this;
  }

  /** @param {number} which 0 or 1 */
  async startWorker(which) {
    const { cores = 1, memory = "1g" } = this.options;
    const args = ["org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0"];
    // Room for a second application, such as a submitted job; what nobody asks for takes nothing.
    const size = ["--cores", `${2 * cores}`, "--memory", twice(memory), this.#masterUrl];
    const worker = this.#run(`worker-${which + 1}`, "512m", [...args, ...size]);
    this.#workers[which] = worker;
    await until(worker, /Successfully registered with master/, 60);
  }

  /** Ends a worker with its executors at once, as a machine that fails. @param {number} which 0 or 1 */
  killWorker(which) {
    this.#workers[which]?.kill("SIGKILL");
  }

  /** @param {number} [without] 1 starts one that has no folder for checkpoints */
  async startServer(without = 0) {
    const { cores = 1, memory = "1g", driver = "1g", conf = {}, javaOptions = [] } = this.options;
    this.#port ||= this.options.port ?? (await freePort());
    this.#ui ||= await freePort();
    /** @type {Record<string, string>} */
    const settings = {
      "spark.connect.grpc.binding.address": "127.0.0.1",
      "spark.connect.grpc.binding.port": `${this.#port}`,
      "spark.driver.host": "127.0.0.1",
      "spark.driver.bindAddress": "127.0.0.1",
      "spark.ui.port": `${this.#ui}`,
      "spark.executor.memory": memory,
      "spark.executor.cores": `${cores}`,
      "spark.cores.max": `${2 * cores}`,
      "spark.checkpoint.dir": this.checkpoints,
      "spark.sql.warehouse.dir": join(this.folder, "warehouse"),
      // Two cores need no 200 partitions.
      "spark.sql.shuffle.partitions": "4",
      // What a client left behind ends soon, not after five minutes.
      "spark.connect.execute.manager.detachedTimeout": "30s",
      "spark.local.dir": join(this.folder, "local"),
      "spark.executor.extraJavaOptions": javaOptions.join(" "),
      ...conf,
    };
    if (without) delete settings["spark.checkpoint.dir"];
    const set = Object.entries(settings).flatMap(([name, value]) => ["--conf", `${name}=${value}`]);
    const submit = ["org.apache.spark.deploy.SparkSubmit", "--master", this.#masterUrl, "--class", SERVER];
    this.#server = this.#run("server", driver, [...submit, ...set, "spark-internal"]);
    await until(this.#server, /Spark Connect server started at/, 90);
  }

  /** Ends the server as a crash does. */
  async killServer() {
    if (!this.#server) return;
    this.#server.kill("SIGKILL");
    await endAll([this.#server]);
    this.#server = null;
  }

  /** Ends everything, and removes what it has written. */
  async stop() {
    // The server first: its executors end with it, and no worker reports them lost.
    if (this.#server) await endAll([this.#server]);
    await endAll(this.#all);
    this.#keeper.stdin.end('{"folder":"","pids":[]}\n');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** @param {string} name @param {string} memory @param {string[]} args */
  #run(name, memory, args) {
    const { java, home, javaOptions } = this.options;
    const { folder, env } = this;
    const one = startSpark({ java, home, folder, env, javaOptions }, name, memory, args);
    this.#keeper.stdin.write(`${JSON.stringify({ folder: this.folder, pids: [one.pid, ...this.pids] })}\n`);
    return one;
  }
}
