// The entry point stays small and old-fashioned, so that an old Node can read it far enough to be told so.
import { requireNode } from "./lib/node-version.mjs";

if (requireNode(process.version)) {
  import("./lib/pictures.mjs").then((pictures) => pictures.main(process.argv.slice(2)));
}
