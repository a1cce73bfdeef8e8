import { moveMessagePortToContext, type MessagePort } from "node:worker_threads";
import { ownRealm } from "./own-realm";

/** Makes what arrives at a port belong to the kernel's realm. */
export function movePort(port: MessagePort): MessagePort {
  const own = Reflect.get(Object.prototype, ownRealm) as object | undefined;
  return own === undefined ? port : moveMessagePortToContext(port, own);
}
