/** The kernel's process: `node kernel.js <connection file>`, as the kernel spec has it. */
import { join } from "node:path";
import type * as Start from "./start";
import { loadInRealm } from "./realm/make-realm";

if (require.main === module) {
  const { startKernel, failToStart } = loadInRealm(join(__dirname, "start.js")) as typeof Start;
  const connectionFile = process.argv[2];
  if (connectionFile === undefined) failToStart("expected the path of a connection file");
  else startKernel(connectionFile).catch(failToStart);
}
