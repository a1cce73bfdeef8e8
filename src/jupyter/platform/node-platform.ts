/** Node as the platform of a session. */
import { providePlatform, type Platform } from "../../session/platform/platform";
import { Modules } from "../modules/modules";
import { isInPythonPackage, packageVersion } from "../package";
import { makers } from "../realm/makers";
import { runScript } from "../realm/script";
import { breakable, isBroken } from "../running/breakable";
import { logToTerminal } from "../terminal";
import { MemoryGuard } from "../threads/memory-guard";
import { clock } from "./clock";
import { compilerFiles } from "./compiler-files";
import { contexts } from "./contexts";
import { stacks } from "./stacks";
import { values } from "./values";
import { Script } from "node:vm";

const nodePlatform: Platform = {
  about: {
    place: isInPythonPackage() ? "wheel" : "node",
    version: packageVersion(),
    host: `Node.js ${process.versions.node}`,
    links: [{ text: "Node.js", url: "https://nodejs.org/docs/latest/api/" }],
  },
  clock,
  code: {
    evaluate: (code, filename) => runScript(new Script(code, { filename })),
    breakable,
    isBroken,
    looksAnew: true,
  },
  compiler: compilerFiles,
  console,
  contexts,
  memory: new MemoryGuard(),
  realm: makers,
  stacks,
  values,
  modulesOf: (folder) => new Modules(folder),
  log: logToTerminal,
};

providePlatform(nodePlatform);
