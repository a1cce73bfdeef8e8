import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { byteText } from "./byte-text.mjs";
import { root, tool } from "./paths.mjs";

const sources = join(root, "src", "kernels", "assembly");
const made = join(root, "src", "kernels", "bytes");

/** What all modules are compiled with: no allocator, no checks, and names for profiles. */
const common = ["-O3", "--noAssert", "--runtime", "stub", "--use", "abort=", "--debug"];
/** The memory comes from outside. Where threads share it, src/kernels/sharing.ts marks it as such. */
const withMemory = [
  ...["--enable", "simd", "--importMemory"],
  ...["--initialMemory", "1", "--maximumMemory", "65536"],
];

/**
 * The WebAssembly modules, each with the options of its own. The functions of mathematics are small rather than fast: no
 * tables, so that a page which only draws random numbers does not load them.
 */
const modules = {
  math: ["--shrinkLevel", "1"],
  ratings: withMemory,
  reading: withMemory,
  tables: withMemory,
  nonnegative: withMemory,
  singular: withMemory,
};

/** Where the compiled modules are, as TypeScript that holds their bytes. */
export const kernelFiles = Object.keys(modules).map((name) => join(made, `${name}.ts`));

/**
 * Compiles the kernels.
 * @param {(command: string[]) => Promise<void>} exec
 */
export async function buildKernels(exec) {
  mkdirSync(made, { recursive: true });
  for (const [name, options] of Object.entries(modules)) {
    const wasm = join(made, `${name}.wasm`);
    const asc = [process.execPath, tool("assemblyscript", "bin", "asc.js")];
    await exec([...asc, join(sources, name, "index.ts"), ...common, ...options, "-o", wasm]);
    const bytes = JSON.stringify(byteText(readFileSync(wasm)));
    rmSync(wasm);
    const text = `// Compiled from src/kernels/assembly/${name} by scripts/lib/kernels.mjs.\nexport const bytes: string =\n  ${bytes};\n`;
    writeFileSync(join(made, `${name}.ts`), text);
  }
}
