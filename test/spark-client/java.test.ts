import { expect, it } from "vitest";
import { findJava, javaVersion } from "../../scripts/lib/spark/java.mjs";

it.each([
  ['openjdk version "17.0.15" 2025-04-15', 17],
  ['java version "1.8.0_402"', 8],
  ['openjdk version "26-ea" 2026-03-17', 26],
  ["The operation couldn’t be completed. Unable to locate a Java Runtime.", null],
])("the version of a Java is read from what it says: %s", (said, version) => {
  expect(javaVersion(said)).toBe(version);
});

it("where there is none, how to get one is said", () => {
  const found = findJava({ PATH: "", JAVA_HOME: "/nowhere" });
  expect(found).toEqual({ complaint: expect.stringMatching(/none in JAVA_HOME \(\/nowhere\)\. Install a JDK 17 or newer/) }); // prettier-ignore
});
