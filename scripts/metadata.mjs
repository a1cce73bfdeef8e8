// Writes what package.json says (version, licence, author, repository) into the other files that say it.
import { writeMetadata } from "./lib/metadata.mjs";

const changed = writeMetadata();
console.log(
  changed.length === 0 ? "Every file agrees with package.json." : `Written: ${changed.join(", ")}.`,
);
