// Which file may import which is held by .dependency-cruiser.mjs.
import js from "@eslint/js";
import jupyter from "@jupyter/eslint-plugin";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { noEngineMathematics } from "./scripts/lib/no-engine-mathematics.mjs";
import { noSpreadArguments } from "./scripts/lib/no-spread-arguments.mjs";

/** The core runs in a notebook, in a browser and in a worker, and gives the same result everywhere. */
const core = {
  name: "factorlab/core",
  files: ["src/**/*.ts"],
  ignores: ["src/jupyter/**", "src/session/**", "src/page/**", "src/spark/**"],
  rules: {
    "no-restricted-globals": [
      "error",
      { name: "Date", message: "The core has no clock." },
      { name: "console", message: "The core prints nothing; it returns, yields or throws." },
      { name: "performance", message: "The core has no clock." },
    ],
    "no-restricted-properties": [
      "error",
      { object: "Math", property: "random", message: "Draw from the seeded generator in src/matrix." },
    ],
    "no-restricted-imports": [
      "error",
      { patterns: [{ regex: "^node:", message: "Only src/jupyter and src/spark know Node." }] },
    ],
  },
};

/** Cells run on Node and in a page; what differs is the platform's. */
const session = {
  name: "factorlab/session",
  files: ["src/session/**/*.ts", "src/page/**/*.ts"],
  rules: {
    "no-restricted-imports": [
      "error",
      { patterns: [{ regex: "^node:", message: "A session asks its platform (src/session/platform)." }] },
    ],
  },
};

const extension = {
  name: "factorlab/extension",
  files: ["extension/src/**/*.{ts,tsx}"],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: ["factorlab/*", "!factorlab/view"],
            message: 'Only "factorlab" and "factorlab/view" are public.',
          },
          { regex: "^(\\.\\./)+(src|lib)/", message: 'The library is the package "factorlab".' },
        ],
      },
    ],
  },
};

const typed = {
  name: "factorlab/typed",
  files: ["**/*.{ts,mts,tsx}"],
  // No TypeScript project is theirs; the compiler checks them with the tests.
  ignores: ["*.config.{ts,mts}"],
  extends: [tseslint.configs.strictTypeChecked],
  languageOptions: {
    parserOptions: {
      projectService: true,
      tsconfigRootDir: import.meta.dirname,
    },
  },
  rules: {
    "@typescript-eslint/consistent-type-imports": "error",
    "@typescript-eslint/switch-exhaustiveness-check": "error",
    "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    // Numbers in messages are what messages are about, and a matrix has a text of its own.
    "@typescript-eslint/restrict-template-expressions": [
      "error",
      { allowNumber: true, allowBoolean: true, allow: [{ from: "file", name: "Matrix" }] },
    ],
    "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    // Notebooks call without types and files hold anything, so that doors check what types promise.
    "@typescript-eslint/no-unnecessary-condition": "off",
    // Loops over typed arrays index them within bounds that the compiler cannot see.
    "@typescript-eslint/no-non-null-assertion": "off",
  },
};

/** Rules of our own. */
const rules = {
  rules: { "no-engine-mathematics": noEngineMathematics, "no-spread-arguments": noSpreadArguments },
};

/** Histories have a hundred thousand epochs, and lists as many entries. */
const longLists = {
  name: "factorlab/long-lists",
  files: ["src/**/*.ts", "extension/src/**/*.ts"],
  plugins: { factorlab: rules },
  rules: { "factorlab/no-spread-arguments": "error" },
};

/** The rooms in which the same seed gives the same bytes, in every engine; what only draws may differ in a last digit. */
const sameBytes = {
  name: "factorlab/same-bytes",
  files: [
    ...["kernels", "payload", "matrix", "numerics", "explain", "training", "ratings", "datasets", "models"],
    ...["evaluation", "experiment"],
  ].map((room) => `src/${room}/**/*.ts`),
  plugins: { factorlab: rules },
  rules: { "factorlab/no-engine-mathematics": "error" },
};

const scripts = {
  name: "factorlab/scripts",
  files: ["**/*.mjs"],
  languageOptions: {
    globals: Object.fromEntries(
      [
        ...["process", "console", "performance", "fetch", "AbortSignal", "URL"],
        ...["setTimeout", "clearTimeout", "setInterval", "clearInterval"],
      ].map((name) => [name, "readonly"]),
    ),
  },
};

/** Tests read messages and files of other programs; where they are mistaken about one, they fail. */
const tests = {
  name: "factorlab/tests",
  files: ["test/**/*.ts"],
  rules: {
    ...Object.fromEntries(
      ["argument", "assignment", "call", "member-access", "return"].map((what) => [
        `@typescript-eslint/no-unsafe-${what}`,
        "off",
      ]),
    ),
    // Playwright reads from the pattern which fixtures are wanted, also where none is.
    "no-empty-pattern": ["error", { allowObjectPatternsAsParameters: true }],
  },
};

/** The recommended rules for JupyterLab extensions, on our extension only. */
const forJupyterLab = jupyter.configs.recommended.map((config) => ({
  ...config,
  plugins: { jupyter },
  files: config.files?.map((pattern) => `extension/${pattern.replace("**/*", "src/**/*")}`),
}));

export default defineConfig(
  globalIgnores([
    ...["lib/", "extension/lib/", "site/lite/lib/", "**/dist/", ".factorlab/", "artifacts/", "docs/api/"],
    "python/factorlab/static/",
    // Compiled by AssemblyScript, which has types of its own, and what it makes.
    ...["src/kernels/assembly/", "src/kernels/bytes/"],
    ...["test/fixtures/", "test/outputs/snapshots/"],
  ]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  typed,
  core,
  session,
  extension,
  longLists,
  sameBytes,
  {
    name: "factorlab/kernel",
    files: ["session", "page", "jupyter"].map((room) => `src/${room}/**/*.ts`),
    rules: {
      "factorlab/no-spread-arguments": ["error", "calls"],
      // Functions are taken from their objects before a cell can replace them there, and applied to objects later.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  forJupyterLab,
  {
    name: "factorlab/at-once",
    files: ["extension/src/**/*.ts"],
    // The extension registers for the library's MIME type, which JupyterLab asks for as it starts.
    rules: { "jupyter/prefer-lazy-imports": ["warn", { ignoreImports: ["factorlab"] }] },
  },
  scripts,
  { name: "factorlab/config", files: ["*.config.{ts,mts}"], extends: [tseslint.configs.strict] },
  tests,
);
