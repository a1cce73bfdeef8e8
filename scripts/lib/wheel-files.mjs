import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The builds of zeromq in a wheel, below its folder `build`: of those for a system, the one that the oldest can load. */
const BUILDS = [
  ...["x64", "arm64"].flatMap((arch) => [
    `linux/${arch}/node/glibc-127-Release`,
    `linux/${arch}/node/musl-127-Release`,
  ]),
  ...["x64", "arm64"].map((arch) => `darwin/${arch}/node/libc-115-Release`),
  ...["x64", "arm64"].map((arch) => `win32/${arch}/node/msvc-115-Release`),
];

/** Of a checkout, what the kernel runs: nothing that bundles are made of, and the extension has a place of its own. */
const OWN =
  /^$|^(package\.json|README\.md|LICENSE|lib|lib\/(?!esm(\/|$)).*|notebooks(\/[a-z]{2})?|notebooks\/([a-z]{2}\/)?[^/]+\.ipynb)$/;

/** Declarations that no cell reaches: those of session and kernel, but for what stands for tslab. */
const INNER_TYPES = /^lib\/(session\/|jupyter\/(?!tslab[^/]*$)).*\.d\.c?ts$/;

/**
 * Whether a wheel has a file or folder of an npm package.
 * @param {string} name the package's
 * @param {string} inside its path in the package, with `/`
 * @param {(name: string, inside: string) => boolean} isNeeded whether any kernel needs it
 */
export function isInWheel(name, inside, isNeeded) {
  if (/\.(map|tsbuildinfo)$/.test(inside)) return false;
  if (name === "factorlab") return OWN.test(inside) && !INNER_TYPES.test(inside);
  if (name !== "zeromq" || !inside.startsWith("build/") || inside === "build/manifest.json")
    return isNeeded(name, inside);
  // A folder on the way to a build, the build's folder, and what is in it.
  return BUILDS.some(
    (build) => `build/${build}/`.startsWith(`${inside}/`) || inside.startsWith(`build/${build}/`),
  );
}

/**
 * Takes the builds that are not there out of the list that zeromq's loader goes by: it would complain of each.
 * @param {string} folder zeromq's
 */
export function filterZeromq(folder) {
  const file = join(folder, "build", "manifest.json");
  /** @type {Record<string, string>} */
  const listed = JSON.parse(readFileSync(file, "utf8"));
  // Paths are written as the system that made the build writes them.
  const kept = Object.entries(listed).filter(([, path]) =>
    BUILDS.some((build) => path.replaceAll("\\", "/").startsWith(`${build}/`)),
  );
  if (kept.length !== BUILDS.length)
    throw new Error(`zeromq has ${kept.length} of the ${BUILDS.length} builds that a wheel is to hold`);
  writeFileSync(file, JSON.stringify(Object.fromEntries(kept)));
}

/**
 * Makes the compiler, a sixth of a wheel as it comes, smaller by a third: its names and spaces are for people who read it.
 * @param {string} folder typescript's
 */
export async function minifyCompiler(folder) {
  const { transform } = await import("esbuild");
  const file = join(folder, "lib", "typescript.js");
  const { code } = await transform(readFileSync(file, "utf8"), { minify: true, legalComments: "inline" });
  writeFileSync(file, code);
}

/**
 * Takes the comments out of our own code, a sixth of it: editors show those of the declarations.
 * @param {string} folder the library's
 */
export async function dropComments(folder) {
  const { transform } = await import("esbuild");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".js")) continue;
    const file = join(folder, name);
    const { code } = await transform(readFileSync(file, "utf8"));
    writeFileSync(file, code);
  }
}
