export { toNumpy, toTypeScript } from "./code";
export { toCsv } from "./csv";
export { toLatex } from "./latex";
export { toMarkdown } from "./markdown";
