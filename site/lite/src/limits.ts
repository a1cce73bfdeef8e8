/** Says once what this browser cannot do. */
import { Notification } from "@jupyterlab/apputils";
import { PageConfig } from "@jupyterlab/coreutils";
import { noServiceWorker, noSimd, nothingIsKept, notIsolated } from "./sentences";

/** A module of WebAssembly with one vector; engines without SIMD find it invalid. */
const withVector = Uint8Array.from([
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
]);

export function tellLimits(): void {
  for (const sentence of limits()) Notification.warning(sentence, { autoClose: false });
}

function limits(): string[] {
  const found: string[] = [];
  if (!globalThis.WebAssembly?.validate(withVector)) found.push(noSimd);
  if (PageConfig.getOption("enableMemoryStorage") === "true") found.push(nothingIsKept);
  if (!globalThis.crossOriginIsolated) found.push(notIsolated);
  if (!("serviceWorker" in navigator)) found.push(noServiceWorker);
  return found;
}
