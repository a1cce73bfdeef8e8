import { defineConfig } from "vitest/config";

/** Kernel tests that measure time, memory or load: side by side with others they would measure those as well. */
const timed = ["flood", "interrupt", "interrupt-ends", "memory"].map(
  (name) => `test/jupyter/${name}.test.ts`,
);

const kernel = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    // A snapshot that is missing is not one that was reviewed: only -u writes them, here as in CI.
    update: "none",
    // Projects run one after another, in the order of their `groupOrder`.
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/jupyter/**", "test/browser/**", "test/spark/**", "**/node_modules/**"],
          // Files share a process and the modules that it has loaded, which halves the time. So a test puts back what it
          // changes; where one has failed before it could, Vitest does.
          isolate: false,
          // On two cores the default is one.
          maxWorkers: 2,
          // As in Node, where whoever imports a model by its package has `display` as well, and with it the pictures.
          setupFiles: ["src/outputs/display.ts"],
          restoreMocks: true,
          unstubGlobals: true,
          // A thousand random cases take their time on a busy machine.
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...kernel,
          name: "kernel",
          include: ["test/jupyter/**/*.test.ts"],
          exclude: timed,
          // Each file starts kernels of its own; more of them at once would slow each other into timeouts.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...kernel,
          name: "kernel-timed",
          include: timed,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          // A busy machine takes ten times as long as a quiet one.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          name: "spark",
          include: ["test/spark/**/*.test.ts"],
          // One cluster for all, which some tests break and mend again.
          globalSetup: ["test/spark/cluster.ts"],
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
