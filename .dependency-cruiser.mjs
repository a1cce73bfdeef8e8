// Which file may import which, type imports included. `npm run test:lint` holds it.

/** The rooms of src/ in their order: each may import from those before it only. */
const rooms = [
  ...[
    "errors.ts",
    "lists.ts",
    "crc32.ts",
    "kernels/",
    "payload/",
    "numerics/",
    "explain/",
    "outputs/",
    "matrix/",
    "training/",
  ],
  ...[
    "files/",
    "ratings/",
    "datasets/",
    "models/",
    "evaluation/",
    "experiment/",
    "course/",
    "course.ts",
    "index.ts",
    "view.ts",
    "spark/",
    "session/",
    "page/",
    "jupyter/",
  ],
].map((room) => `src/${room}`);

/** What models of all kinds share; models of ratings stand on it, and models of tables, neither on the other. */
const ofRatings = ["shared/", "recommender/", "factors/", "bayesian-mf/", "ease/", "hybrid/"].map(
  (room) => `src/models/${room}`,
);
const ofTables = ["shared/", "tables/", "matrix-factorization/"].map((room) => `src/models/${room}`);
const ofNMF = ["shared/", "tables/", "nmf/"].map((room) => `src/models/${room}`);

/** The rooms of a session: cells, wherever they run. */
const session = [
  ...["message.ts", "platform/", "realm/", "text/", "running/", "language/"],
  ...["errors/", "display/", "messages/", "cells/", "answers.ts", "session.ts"],
].map((room) => `src/session/${room}`);

/** The rooms of the kernel: a session on Node. */
const kernel = [
  ...["package.ts", "process-table.ts", "terminal.ts", "tslab.ts", "tslab-displays.ts"],
  ...["realm/", "protocol/", "running/", "threads/", "modules/", "platform/", "cells/", "server/"],
  ...["start.ts", "kernel.ts", "command/", "install.ts"],
].map((room) => `src/jupyter/${room}`);

/** What of the extension knows JupyterLab. */
const ofJupyterLab = "^extension/src/(?:(?:plugins|lab|document|notebook)/|(?:index|renderer|icons)\\.ts$)";

/** @param {string[]} paths */
const startsWith = (paths) => `^(?:${paths.map((path) => path.replaceAll(".", "\\.")).join("|")})`;

/**
 * A rule for each room: nothing from the rooms behind it.
 * @param {string} name
 * @param {string[]} order
 */
const oneWay = (name, order) =>
  order.slice(0, -1).map((room, index) => ({
    name: `${name}-one-way`,
    comment: `Imports go one way: ${order.join(" ← ")}.`,
    severity: "error",
    from: { path: startsWith([room]) },
    to: { path: startsWith(order.slice(index + 1)) },
  }));

export default {
  forbidden: [
    {
      name: "no-circle",
      comment: "Files that import each other, be it by types alone, can only be read together.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...oneWay("rooms", rooms),
    ...oneWay("models-of-ratings", ofRatings),
    ...oneWay("models-of-tables", ofTables),
    ...oneWay("nmf", ofNMF),
    ...oneWay("session", session),
    ...oneWay("kernel", kernel),
    {
      name: "session-without-node",
      comment:
        "Cells run in a page as well: what a session needs of its surroundings, it asks of its platform.",
      severity: "error",
      from: { path: "^src/(?:session|page)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "page-and-kernel-apart",
      comment: "A session on Node knows nothing of one in a page.",
      severity: "error",
      from: { path: "^src/jupyter/" },
      to: { path: "^src/page/" },
    },
    {
      name: "parts-below-models",
      comment: "A model is made of the parts in the folders, not the other way round.",
      severity: "error",
      from: { path: "^src/models/[^/]+/" },
      to: { path: "^src/models/[^/]+\\.ts$" },
    },
    {
      name: "ratings-and-tables-apart",
      comment: "What models of ratings and models of tables share is in src/models/shared/.",
      severity: "error",
      from: { path: "^src/models/(?:tables|matrix-factorization|nmf)/" },
      to: { path: "^src/models/(?:recommender|factors|bayesian-mf|ease|hybrid)/" },
    },
    {
      name: "numerics-draw-nothing",
      comment: "Numerics are loops over typed arrays; how a result is shown is not theirs.",
      severity: "error",
      from: { path: "^src/numerics/" },
      to: { path: "^src/(?:payload|outputs)/" },
    },
    {
      name: "extension-by-the-front-door",
      comment: 'The extension imports the package, as "factorlab" and "factorlab/view".',
      severity: "error",
      from: { path: "^extension/" },
      to: { path: "^src/" },
    },
    {
      name: "views-without-jupyterlab",
      comment: "Views know their host (extension/src/host), which is JupyterLab, a page or a widget.",
      severity: "error",
      from: { path: "^extension/src/", pathNot: ofJupyterLab },
      to: { path: `(?:^|node_modules/)@(?:jupyterlab|lumino)/|${ofJupyterLab}` },
    },
    {
      name: "pages-by-the-front-door",
      comment:
        "Pages import the package, and of the extension what it has for pages; what makes elements is small enough to be taken alone.",
      severity: "error",
      from: { path: "^site/", pathNot: "^site/lite/" },
      to: { path: "^(?:src/|extension/src/(?!(?:page-entry|dom|views/svg-element)\\.ts$))" },
    },
    {
      name: "nothing-missing",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "\\.css$" },
    },
  ],
  options: {
    doNotFollow: { path: "^(?:node_modules|lib)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "types", "default"],
    },
  },
};
