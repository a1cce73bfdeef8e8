/**
 * The service worker of JupyterLite's pages. It has the browser isolate them, so that page and workers may share memory,
 * which most hosts of static pages do not say themselves; and it keeps what was loaded.
 */
const worker = globalThis as unknown as ServiceWorkerGlobalScope;
/** Set by the build; changes with every file of the site. */
declare const version: string;

const cacheName = `factorlab-${version}`;
/** Names with a hash, as JupyterLite, its extensions and our scripts have them: what one has brought never changes. */
const isForever = /\.[0-9a-f]{7,20}\.\w+$|-(?:[0-9A-Z]{8}|[0-9a-f]{12})\.\w+$|[?&]_=[0-9a-f]{7,}$/;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => {
  event.waitUntil(worker.clients.claim());
  // Nothing waits for it: until a service worker is active, a page that loads has to.
  void deleteOld().catch(() => undefined);
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const isOurs = request.url.startsWith(worker.registration.scope);
  if (request.method === "GET" && isOurs && request.headers.get("range") === null)
    event.respondWith(answer(request));
});

/** Keeps the files of this version and of the one before it, whose pages may still be open. */
async function deleteOld(): Promise<void> {
  const ours = (await caches.keys()).filter((name) => name.startsWith("factorlab-") && name !== cacheName);
  for (const name of ours.slice(0, -1)) await caches.delete(name);
}

async function answer(request: Request): Promise<Response> {
  const isKept = isForever.test(request.url);
  const kept = isKept ? await find(request) : undefined;
  return isolated(kept ?? (await fetched(request, isKept)));
}

/** From the network; where there is none, as it was last. */
async function fetched(request: Request, isKept: boolean): Promise<Response> {
  try {
    // Pages may be kept by the browser for some minutes, while the scripts that they name are already gone.
    const response = await (isKept
      ? fetch(request)
      : fetch(request.url, { cache: "no-cache", credentials: "same-origin" }));
    if (response.ok) void keep(request, response.clone());
    return response;
  } catch (error) {
    const kept = await find(request);
    if (kept === undefined) throw error;
    return kept;
  }
}

/** In a private window, or with a full disk, there may be no cache. */
function find(request: Request): Promise<Response | undefined> {
  return caches.match(request).catch(() => undefined);
}

async function keep(request: Request, response: Response): Promise<void> {
  try {
    await (await caches.open(cacheName)).put(request, response);
  } catch {
    // The next load fetches it again.
  }
}

/** Safari knows only the stricter of the two policies, which keeps pictures of other sites out of notebooks. */
const embedder = /Chrom|Firefox/.test(worker.navigator.userAgent) ? "credentialless" : "require-corp";

function isolated(response: Response): Response {
  // The body of a redirection is not to be read.
  if (response.type === "opaqueredirect" || response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Embedder-Policy", embedder);
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  const { status, statusText } = response;
  const hasNoBody = [101, 204, 205, 304].includes(status);
  return new Response(hasNoBody ? null : response.body, { status, statusText, headers });
}
