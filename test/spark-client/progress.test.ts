import { expect, it } from "vitest";
import { Report } from "../../src/spark/progress";
import type { SparkProgress } from "../../src/spark/progress";

it("a step counts the stages and tasks of all plans that it runs, and its time ends where the next begins", () => {
  let clock = 0;
  const shown: SparkProgress[] = [];
  const report = new Report(
    (progress) => shown.push(progress),
    () => clock,
  );
  const first = report.begin("reading");
  clock = 1000;
  first([{ id: 0, completed: 2, done: true }]);
  clock = 2000;
  first([{ id: 1, completed: 1 }]);
  expect(String(shown.at(-1))).toBe("Training on Spark: running, reading, 3 tasks done, 2.0 s");
  clock = 3000;
  report.begin("training")([{ id: 2, completed: 1 }]);
  clock = 3500;
  report.update();
  expect(String(shown.at(-1))).toBe("Training on Spark: running, training, 1 task done, 3.5 s");
  report.end("done");
  expect(shown.at(-1)!.steps).toEqual([
    { name: "reading", stages: 1, tasks: 3, seconds: 3 },
    { name: "training", stages: 0, tasks: 1, seconds: 0.5 },
  ]);
  // What comes late changes nothing that is over.
  report.end("failed");
  expect(String(shown.at(-1))).toBe("Training on Spark: done, 3.5 s");
});
