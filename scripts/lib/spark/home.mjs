import { spawnSync } from "node:child_process";
import { pythonEnv, venvPython } from "../paths.mjs";

/** The steps of set-up that bring Spark, unless FACTORLAB_SPARK_HOME names another one. */
export const sparkSteps = () => (process.env.FACTORLAB_SPARK_HOME ? [] : ["sparkPackages"]);

/** Where Spark is: its jars are below it. */
export function sparkHome() {
  if (process.env.FACTORLAB_SPARK_HOME) return process.env.FACTORLAB_SPARK_HOME;
  const code = "import importlib.util as u, os; print(os.path.dirname(u.find_spec('pyspark').origin))";
  const { stdout } = spawnSync(venvPython, ["-c", code], {
    env: pythonEnv(),
    encoding: "utf8",
    windowsHide: true,
  });
  return stdout.trim();
}
