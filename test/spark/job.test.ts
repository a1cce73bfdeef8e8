import { spawn } from "node:child_process";
import { join } from "node:path";
import { ALS } from "factorlab";
import { loadSparkModel } from "factorlab/spark";
import { expect, it } from "vitest";
import { root, venvPython } from "../../scripts/lib/paths.mjs";
import { javaOptions } from "./cluster";
import { csv, file, fit, spark, stars } from "./helpers";

/** Runs a program to its end. @returns its exit code, and what it has written */
async function run(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<[number, string, string]> {
  const child = spawn(program, args, { env: { ...process.env, ...env } });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text: Buffer) => (out += String(text)));
  child.stderr.on("data", (text: Buffer) => (err += String(text)));
  const code = await new Promise<number>((resolve) => child.once("close", (ended) => resolve(ended ?? 1)));
  return [code, out, err];
}

const command = (...args: string[]) =>
  run(process.execPath, [join(root, "lib", "jupyter", "command", "main.js"), ...args]);

/** Submits a script to the cluster, beside the Connect server. */
function submit(script: string) {
  const conf = ["spark.executor.memory=500m", "spark.cores.max=1", "spark.driver.host=127.0.0.1", "spark.ui.enabled=false", "spark.sql.shuffle.partitions=1", `spark.executor.extraJavaOptions=${javaOptions.join(" ")}`]; // prettier-ignore
  const options = [
    ...["--master", spark.master, "--driver-memory", "500m", "--driver-java-options", javaOptions.join(" ")],
    ...conf.flatMap((each) => ["--conf", each]),
  ];
  const python = process.env.FACTORLAB_SPARK_PYTHON ?? venvPython;
  const env = { SPARK_HOME: spark.home, PYSPARK_PYTHON: python, SPARK_LOCAL_IP: "127.0.0.1" };
  return run(join(spark.home, "bin", "spark-submit"), [...options, script], env);
}

/** Runs scripts one after the other in one application: starting another takes longer than all that they do. */
const oneAfterTheOther = (...scripts: string[]): string =>
  [
    "import runpy",
    "from pyspark.sql import SparkSession",
    "SparkSession.stop = lambda session: None",
    ...scripts.flatMap((script, k) => [
      `runpy.run_path(${JSON.stringify(script)})`,
      `print("script ${k + 1} has ended well")`,
    ]),
  ].join("\n");

/** Writes the script of a job, by the command. */
async function scriptOf(name: string, source: string, ...options: string[]): Promise<string> {
  const [code, script] = await command("spark-job", source, ...options);
  expect(code).toBe(0);
  return file(name, [script]);
}

it("a job that spark-submit runs gives the model that Spark Connect gives, or says in one line what is wrong", async () => {
  const source = csv("job.csv", stars(20, 12));
  const output = join(spark.folder, "model");
  await expect(loadSparkModel(output)).rejects.toThrow(/the output of a job that has ended well/);
  const options = ["--features", "2", "--iterations", "1", "--blocks", "1", "--biases"];
  const right = await scriptOf("job.py", source, "--output", output, ...options);
  const text = csv("wrong-job.csv", [...stars(4, 4), ["u1", "x", "good"]]);
  const wrong = await scriptOf("wrong-job.py", text, "--output", join(spark.folder, "none"));
  // What a script writes to stderr, spark-submit passes on to its stdout.
  const [ended, said, log] = await submit(file("jobs.py", [oneAfterTheOther(right, wrong)]));
  expect(said, log).toContain("script 1 has ended well");
  expect(said).toContain("Factorlab: 1 rows have text where a rating is wanted, such as one of 'good'");
  expect(said).not.toContain("script 2 has ended well");
  expect(ended).toBe(1);

  const [there, here] = [await loadSparkModel(output), await fit(source, {}, { biases: true })];
  expect(there).toBeInstanceOf(ALS);
  expect(there.toJSON().parameters).toEqual(here.toJSON().parameters);
  expect([...there.ratings.userIds]).toEqual([...here.ratings.userIds]);
  expect([there.ratings.scale, there.settings]).toEqual([here.ratings.scale, here.settings]);
  expect(there.ratings.elsewhere).toContain(output);
});

it("the command says what it wants", async () => {
  expect(await command("spark-job")).toEqual([2, "", expect.stringContaining("Say what Spark is to read")]);
  expect(await command("spark-job", "r.csv")).toEqual([2, "", expect.stringContaining("--output")]);
  expect(await command("spark-job", "ratings", "--output", "m")).toEqual([
    1,
    "",
    expect.stringContaining("nothing tells how"),
  ]);
  expect(await command("spark-job", "r.csv", "--output", "m", "--features", "2.5")).toEqual([
    2,
    "",
    expect.stringContaining("--features"),
  ]);
});
