import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isWindows, root } from "../../scripts/lib/paths.mjs";

/** Where npm puts the programs, each in a package for one system; "node" is the newest one. */
const PLACES = { deno: ["@deno", "."], bun: ["@oven", "bin"], node: [".", "bin"] } as const;

/** The program of another runtime of JavaScript. */
export function programOf(runtime: keyof typeof PLACES): string {
  const [scope, folder] = PLACES[runtime];
  const packages = join(root, "test", runtime, "node_modules", scope);
  const names = existsSync(packages) ? readdirSync(packages) : [];
  const found = names
    .map((name) => join(packages, name, folder, isWindows ? `${runtime}.exe` : runtime))
    .find((file) => existsSync(file));
  if (found !== undefined) return found;
  const system = `${process.platform} ${process.arch}`;
  throw new Error(
    `There is no ${runtime} in ${packages}: run \`npm run test:kernel\`, which installs it, or npm has none for ${system}.`,
  );
}
