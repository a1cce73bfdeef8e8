// Checks the library's declaration files with TypeScript 5.0.4, the compiler inside tslab. Cells import no others.
import { join } from "node:path";
import { complaints, control } from "./lib/declarations.mjs";
import { root } from "./lib/paths.mjs";
import { filesIn } from "./lib/built.mjs";

const core = filesIn(join(root, "lib"), ".d.ts", ["esm", "jupyter", "session"]);
const found = complaints(core);
if (core.length === 0) found.push("lib/ holds no declaration files");
if (complaints([control]).length === 0) found.push(`${control} passes, although it has to fail`);
for (const line of found) console.error(line);
if (found.length === 0) console.log(`${core.length} declaration files are fine for TypeScript 5.0.4`);
process.exitCode = found.length === 0 ? 0 : 1;
