import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { root } from "./paths.mjs";

/** A reporter for Vitest: the seconds of each test file with its imports and hooks, which other reports leave out. */
export default class FileTimes {
  /** @param {readonly import("vitest/node").TestModule[]} modules */
  onTestRunEnd(modules) {
    const file = process.env.FACTORLAB_FILE_TIMES;
    if (file === undefined) return;
    const times = modules.map((module) => {
      const { environmentSetupDuration, setupDuration, collectDuration, duration } = module.diagnostic();
      const milliseconds = environmentSetupDuration + setupDuration + collectDuration + duration;
      return { file: relative(root, module.moduleId), seconds: milliseconds / 1000 };
    });
    writeFileSync(file, JSON.stringify(times));
  }
}
