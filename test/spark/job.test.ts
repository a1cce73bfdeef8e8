import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ALS } from "factorlab";
import { loadSparkModel } from "factorlab/spark";
import { expect, it } from "vitest";
import { root, venvPython } from "../../scripts/lib/paths.mjs";
import { javaOptions } from "./cluster";
import { csv, fit, spark, stars } from "./helpers";

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

/** Submits a script: to the cluster, beside the Connect server, unless another master is named. */
function submit(script: string, master = spark.master) {
  const conf = ["spark.executor.memory=500m", "spark.cores.max=1", "spark.driver.host=127.0.0.1", "spark.ui.enabled=false", "spark.sql.shuffle.partitions=1", `spark.executor.extraJavaOptions=${javaOptions.join(" ")}`]; // prettier-ignore
  const options = [
    "--master",
    master,
    "--driver-java-options",
    javaOptions.join(" "),
    "--driver-memory",
    "500m",
    ...conf.flatMap((each) => ["--conf", each]),
  ];
  const python = process.env.FACTORLAB_SPARK_PYTHON ?? venvPython;
  const env = { SPARK_HOME: spark.home, PYSPARK_PYTHON: python, SPARK_LOCAL_IP: "127.0.0.1" };
  return run(join(spark.home, "bin", "spark-submit"), [...options, script], env);
}

it("a job that spark-submit runs gives the model that Spark Connect gives", async () => {
  const source = csv("job.csv", stars(20, 12));
  const output = join(spark.folder, "model");
  const options = ["--features", "2", "--iterations", "1", "--blocks", "1", "--biases"];
  const [code, script] = await command("spark-job", source, "--output", output, ...options);
  expect(code).toBe(0);
  const file = join(spark.folder, "job.py");
  writeFileSync(file, script);
  await expect(loadSparkModel(output)).rejects.toThrow(/the output of a job that has ended well/);
  const [ended, , said] = await submit(file);
  expect(ended, said).toBe(0);
  const [there, here] = [await loadSparkModel(output), await fit(source, {}, { biases: true })];
  expect(there).toBeInstanceOf(ALS);
  expect(there.toJSON().parameters).toEqual(here.toJSON().parameters);
  expect([...there.ratings.userIds]).toEqual([...here.ratings.userIds]);
  expect([there.ratings.scale, there.settings]).toEqual([here.ratings.scale, here.settings]);
  expect(there.ratings.elsewhere).toContain(output);
});

it("a job says in one line what is wrong with the ratings", async () => {
  const source = csv("wrong-job.csv", [...stars(4, 4), ["u1", "x", "good"]]);
  const [, script] = await command("spark-job", source, "--output", join(spark.folder, "none"));
  const file = join(spark.folder, "wrong-job.py");
  writeFileSync(file, script);
  // What the script writes to stderr, spark-submit passes on to its stdout.
  // It ends before there is anything to share out, so that it needs no executors of its own.
  const [ended, said] = await submit(file, "local[1]");
  expect(ended).toBe(1);
  expect(said).toContain("Factorlab: 1 rows have text where a rating is wanted, such as one of 'good'");
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
