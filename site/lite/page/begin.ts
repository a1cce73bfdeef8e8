/**
 * What the page does before JupyterLab loads: it becomes one that may share memory with its workers, by one reload once a
 * service worker is there to say so to the browser, and finds out whether the browser keeps anything.
 */

/** Set by the build. */
declare const configUtils: string;

const mark = "factorlab-isolated";

/** Milliseconds that the browser has to answer: it may forbid a service worker without a word. */
const patience = 3000;

/** Whether the page is about to be loaded again. */
async function becomesIsolated(): Promise<boolean> {
  if (globalThis.crossOriginIsolated || !("serviceWorker" in navigator)) return false;
  try {
    // In a frame of a page that is not isolated, nothing helps: so only one try a tab.
    if (sessionStorage.getItem(mark) !== null) return false;
    sessionStorage.setItem(mark, "tried");
    await navigator.serviceWorker.register(new URL("../service-worker.js", document.baseURI));
    if (!(await isServed())) return false;
  } catch (error) {
    console.warn("Factorlab: the page stays without shared memory", error);
    return false;
  }
  location.reload();
  return true;
}

/** Waits until the service worker serves this page. */
function isServed(): Promise<boolean> {
  const { serviceWorker } = navigator;
  return new Promise((resolve) => {
    serviceWorker.addEventListener("controllerchange", () => resolve(true), { once: true });
    if (serviceWorker.controller !== null) resolve(true);
    setTimeout(() => resolve(serviceWorker.controller !== null), patience);
  });
}

/** Whether the browser has a place to keep files. */
function keepsFiles(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      // A page that has just been left may still hold the disk; nobody waits for that.
      setTimeout(() => resolve(true), patience);
      const request = indexedDB.open("factorlab-try");
      request.onerror = () => resolve(false);
      request.onsuccess = () => {
        request.result.close();
        indexedDB.deleteDatabase("factorlab-try");
        resolve(true);
      };
    } catch {
      resolve(false);
    }
  });
}

/** Has JupyterLite keep files in memory, where the browser keeps none: its script reads this, once it is loaded. */
function useMemory(): void {
  const script = document.getElementById("jupyter-config-data")!;
  const drivers = ["memoryStorageDriver"];
  const config = {
    enableMemoryStorage: "true",
    ...{
      contentsStorageDrivers: drivers,
      settingsStorageDrivers: drivers,
      workspacesStorageDrivers: drivers,
    },
  };
  script.textContent = JSON.stringify({ ...JSON.parse(script.textContent ?? "{}"), ...config });
}

async function begin(): Promise<void> {
  if (await becomesIsolated()) return;
  // Browsers may delete what a site keeps; the person's notebooks are not to be among it.
  navigator.storage?.persist?.().catch(() => undefined);
  const isKept = await keepsFiles();
  await import(configUtils);
  if (!isKept) useMemory();
}

void begin();
