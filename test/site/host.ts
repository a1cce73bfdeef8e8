/** A host of static pages, as they commonly are: packs what it sends, lets it be kept for some minutes, isolates nothing. */
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".ipynb": "application/json",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export interface Host {
  /** Ends with a slash. */
  address: string;
  /** What is sent in the place of files, by their paths: what a later version of the site would have. */
  readonly newer: Map<string, string>;
  /** The requests so far, as paths. */
  requests: string[];
  /** Those among them that were for nothing that is there. */
  missing: string[];
  /** The bytes that were sent. */
  bytes: number;
  close(): Promise<void>;
}

/** Serves a folder on a free port of this computer. */
export async function hostFolder(folder: string): Promise<Host> {
  const packed = new Map<string, { body: Buffer; changed: number }>();
  const read = (file: string): Buffer => {
    const changed = statSync(file).mtimeMs;
    const known = packed.get(file);
    if (known?.changed === changed) return known.body;
    const body = gzipSync(readFileSync(file));
    packed.set(file, { body, changed });
    return body;
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
    host.requests.push(path);
    let file = resolve(join(folder, path));
    try {
      const newer = host.newer.get(path);
      if (newer === undefined && statSync(file).isDirectory()) file = join(file, "index.html");
      const body = newer === undefined ? read(file) : gzipSync(newer);
      const tag = `"${newer === undefined ? statSync(file).mtimeMs : "newer"}-${body.length}"`;
      const headers = {
        "Content-Type": types[extname(file)] ?? "application/octet-stream",
        ...{ "Content-Encoding": "gzip", "Cache-Control": "max-age=600", ETag: tag },
      };
      if (request.headers["if-none-match"] === tag) response.writeHead(304, headers).end();
      else {
        host.bytes += body.length;
        response.writeHead(200, { ...headers, "Content-Length": body.length }).end(body);
      }
    } catch {
      host.missing.push(path);
      response.writeHead(404, { "Content-Type": "text/html" }).end("<!doctype html><title>Not there</title>");
    }
  });
  const host: Host = {
    ...{ address: "", newer: new Map<string, string>(), requests: [], missing: [], bytes: 0 },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  host.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return host;
}
