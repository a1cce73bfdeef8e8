import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // A snapshot that is missing is not one that was reviewed: only -u writes them, here as in CI.
    update: "none",
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/jupyter/**", "test/browser/**"],
          // A thousand random cases take their time on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "kernel",
          include: ["test/jupyter/**/*.test.ts"],
          // Each file starts kernels of its own; side by side they would slow each other into timeouts.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
