import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pythonEnv, venvPython } from "../paths.mjs";
import { SetupError } from "../setup.mjs";

/** The steps of set-up that bring Spark, unless FACTORLAB_SPARK_HOME names another one. */
export const sparkSteps = () => (process.env.FACTORLAB_SPARK_HOME ? [] : ["sparkPackages"]);

/**
 * Where Spark is: its jars are below it.
 * @throws {SetupError} where it is not, with what brings it: Java says no more than that a class is missing
 */
export function sparkHome() {
  const named = process.env.FACTORLAB_SPARK_HOME;
  const home = named || installedHome();
  if (home && existsSync(join(home, "jars"))) return home;
  throw new SetupError(
    named
      ? `FACTORLAB_SPARK_HOME is ${JSON.stringify(named)}, and there is no folder "jars" in it. Name the folder that Spark was unpacked to, or unset it: npm run spark then installs Spark by itself.`
      : "Spark is not installed in this checkout yet. npm run spark installs it (460 MB), and so does npm run test:spark.",
  );
}

function installedHome() {
  const code = [
    "import importlib.util, os",
    "found = importlib.util.find_spec('pyspark')",
    "print(os.path.dirname(found.origin) if found else '')",
  ].join("\n");
  const { stdout } = spawnSync(venvPython, ["-c", code], {
    env: pythonEnv(),
    encoding: "utf8",
    windowsHide: true,
  });
  return stdout?.trim() ?? "";
}
