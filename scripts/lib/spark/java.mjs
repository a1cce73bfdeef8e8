import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** The oldest Java that Spark 4 runs on. */
const OLDEST = 17;

/** How to get a Java, on each system. */
const ADVICE = `Install a JDK ${OLDEST} or newer, such as Temurin from https://adoptium.net (Linux: the package openjdk-17-jdk-headless; macOS: brew install openjdk@17; Windows: winget install EclipseAdoptium.Temurin.17.JDK), or let JAVA_HOME name the folder of one`;

/**
 * The number of a Java's version, from what `java -version` writes: 17 for "17.0.15", 8 for "1.8.0_402".
 * @param {string} text
 * @returns {number | null} null where it is no Java's
 */
export function javaVersion(text) {
  const found = /version "(?:1\.)?(\d+)/.exec(text);
  return found ? Number(found[1]) : null;
}

/**
 * The Java to run Spark with: that of JAVA_HOME, else the first on the PATH.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ java: string, version: number } | { complaint: string }}
 */
export function findJava(env = process.env) {
  const java = env.JAVA_HOME ? join(env.JAVA_HOME, "bin", "java") : "java";
  const { stdout, stderr, error } = spawnSync(java, ["-version"], {
    env,
    encoding: "utf8",
    windowsHide: true,
  });
  const version = error ? null : javaVersion(`${stderr}${stdout}`);
  const where = env.JAVA_HOME ? `in JAVA_HOME (${env.JAVA_HOME})` : "on the PATH";
  if (version === null) return { complaint: `Spark runs on Java, and there is none ${where}. ${ADVICE}.` };
  if (version < OLDEST)
    return {
      complaint: `Spark runs on Java ${OLDEST} or newer, and that ${where} is Java ${version}. ${ADVICE}.`,
    };
  return { java, version };
}
