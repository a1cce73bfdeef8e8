import { expect, it } from "vitest";
import type { SparkSession } from "../../src/spark/client/session";
import { checkVersion } from "../../src/spark/limits";

const running = (version: string): SparkSession =>
  ({ version: () => Promise.resolve(version) }) as unknown as SparkSession;

it("a Spark before 4.0 is refused, with what to do instead, and newer ones are not", async () => {
  const error = await checkVersion(running("3.5.6")).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ problem: "version", argument: "remote", actual: "3.5.6" });
  expect(String(error)).toContain("the server runs Spark 3.5.6, expected Spark 4.0 or newer");
  expect(String(error)).toContain("factorlab spark-job");
  // Builds of vendors have further words behind the number.
  for (const version of ["4.0.0", "4.3.0", "4.1.0-SNAPSHOT", "10.0.1.vendor"])
    await expect(checkVersion(running(version))).resolves.toBeUndefined();
});
