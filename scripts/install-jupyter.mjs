// Installs kernels and extension into an environment, once the library is built. Called by set-up as
//   node scripts/install-jupyter.mjs <environment> <built extension>
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./lib/paths.mjs";

const [prefix, extension] = process.argv.slice(2);
const install = await import(pathToFileURL(join(root, "lib", "jupyter", "install.js")).href);
const installed = install.installFromCheckout(prefix, extension);
console.log(`kernel: ${installed.kernel}\nextension: ${installed.extension}`);
console.log(`stock kernel, for comparison: ${install.installStockKernel(prefix)}`);
