// Serves the folder that this file lies in, to this computer alone: node serve.mjs [port]
// Browsers do not run pages that are opened as files. It needs nothing but Node 18 or later, and no network.
import { createReadStream, realpathSync } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The port where none is given. A browser keeps edited notebooks by address, so that it is always the same one. */
const PORT = 8642;

/** What a browser has to be told of the kinds of files that it would otherwise not run, or offer to save. */
const TYPES = {
  css: "text/css",
  gz: "application/gzip",
  html: "text/html",
  ico: "image/x-icon",
  ipynb: "application/json",
  js: "text/javascript",
  json: "application/json",
  map: "application/json",
  md: "text/markdown",
  mjs: "text/javascript",
  png: "image/png",
  svg: "image/svg+xml",
  ts: "text/plain",
  txt: "text/plain",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
  woff2: "font/woff2",
};

/** With these a page may share memory with its workers, so that a running cell can be interrupted. */
const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** @param {string} file @param {string} path */
function headersOf(file, path) {
  const type =
    TYPES[/** @type {keyof typeof TYPES} */ (extname(file).slice(1))] ?? "application/octet-stream";
  const isText = /^text|json|javascript|svg/.test(type);
  return {
    "Content-Type": isText ? `${type}; charset=utf-8` : type,
    // A file in assets/ has another name when it is another one; of all others, an update is seen at once.
    "Cache-Control": path.startsWith("/assets/") ? "max-age=31536000, immutable" : "no-cache",
  };
}

/**
 * The file that an address means, or where the browser has to go for it.
 * @param {string} folder
 * @param {string} path of the address, encoded
 * @returns {Promise<{ file: string, size: number } | { moved: true } | null>}
 */
async function find(folder, path) {
  let file;
  try {
    file = resolve(join(folder, decodeURIComponent(path)));
  } catch {
    return null;
  }
  if (file !== folder && !file.startsWith(folder + sep)) return null;
  const found = await stat(file).catch(() => null);
  if (found?.isFile()) return { file, size: found.size };
  if (!found?.isDirectory()) return null;
  if (!path.endsWith("/")) return { moved: true };
  const page = join(file, "index.html");
  const inside = await stat(page).catch(() => null);
  return inside?.isFile() ? { file: page, size: inside.size } : null;
}

/**
 * @param {string} folder
 * @param {boolean} isolated
 * @returns {import("node:http").RequestListener}
 */
function answerFrom(folder, isolated) {
  return async (request, response) => {
    const [path, ...rest] = (request.url ?? "/").split("?");
    // Two slashes would begin an address of another host.
    const pathname = path.replace(/^\/+/, "/");
    const extra = isolated && pathname.startsWith("/lab/") ? ISOLATION : {};
    const found = await find(folder, pathname);
    if (found && "moved" in found) {
      response.writeHead(301, { Location: [`${pathname}/`, ...rest].join("?") }).end();
      return;
    }
    const missing = found ?? (await find(folder, "/404.html"));
    if (!missing || "moved" in missing) {
      response.writeHead(404).end();
      return;
    }
    const { file, size } = missing;
    response.writeHead(found ? 200 : 404, {
      ...headersOf(file, found ? pathname : "/"),
      ...extra,
      "Content-Length": size,
    });
    if (request.method === "HEAD") response.end();
    else
      createReadStream(file)
        .on("error", () => response.destroy())
        .pipe(response);
  };
}

/**
 * Serves a folder to this computer alone.
 * @param {string} folder
 * @param {{ port?: number, isolated?: boolean }} [options] `port` 0 is any free one, and so is a port that is taken;
 *   `isolated` lets the notebooks share memory with their kernels, as the site's service worker does elsewhere
 * @returns {Promise<{ address: string, port: number, close: () => Promise<void> }>}
 */
export async function serveFolder(folder, { port = PORT, isolated = true } = {}) {
  const server = createServer(answerFrom(realpathSync(folder), isolated));
  const listen = (/** @type {number} */ wanted) =>
    new Promise((done, fail) => {
      server.once("error", fail);
      server.listen(wanted, "127.0.0.1", () => done(undefined));
    });
  await listen(port).catch((error) => (error.code === "EADDRINUSE" ? listen(0) : Promise.reject(error)));
  const at = /** @type {import("node:net").AddressInfo} */ (server.address()).port;
  const close = () =>
    new Promise((/** @type {(value: void) => void} */ done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { address: `http://127.0.0.1:${at}/`, port: at, close };
}

/** Serves until Ctrl-C, and says where. @param {string} folder @param {number} [port] */
export async function serveUntilStopped(folder, port = PORT) {
  const { address, port: at } = await serveFolder(folder, { port });
  if (at !== port && port !== 0)
    console.log(
      `Port ${port} is taken. A browser keeps notebooks by address: those edited there are not seen here.`,
    );
  console.log(`Factorlab is at ${address} until you press Ctrl-C.`);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? PORT);
  if (Number.isInteger(port) && port >= 0 && port < 65536)
    await serveUntilStopped(fileURLToPath(new URL(".", import.meta.url)), port);
  else {
    console.error(`A port is a number from 0 to 65535, and not "${process.argv[2]}".`);
    process.exitCode = 1;
  }
}
