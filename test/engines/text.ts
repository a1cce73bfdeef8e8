import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/lib/paths.mjs";

/** The table as a module whose last lines may call `engineTable()`. */
export async function engineTableText(how: { external?: string[]; globalName?: string }): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, "test", "engines", "table.ts")],
    absWorkingDir: root,
    ...{ bundle: true, platform: "browser", write: false, ...how },
    format: how.globalName === undefined ? "esm" : "iife",
  });
  return outputFiles[0].text;
}
