/** What a cell asks for over the network, and the servers that it has started, end when the cell is interrupted. */
import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import net from "node:net";
import { inPlaceOf } from "../../session/realm/person";
import { settled } from "../../session/realm/promises";
import { owningCell } from "../../session/running/cell";
import { KeyboardInterrupt } from "../../session/running/interrupt";

/** An answer's body may be read long after it has begun to come; it cannot be once nothing refers to the answer. */
const answers = new FinalizationRegistry<() => void>((unregister) => unregister());

export function endNetworkWithCell(): void {
  watchFetch();
  watchRequests();
  watchServers();
}

/** Aborts the requests of `fetch`, also where a signal of the person's own is given. */
function watchFetch(): void {
  const original = globalThis.fetch;
  const replacement = (...parameters: Parameters<typeof fetch>): ReturnType<typeof fetch> => {
    const cell = owningCell();
    if (cell === undefined) return original(...parameters);
    const [input, init] = parameters;
    const controller = new AbortController();
    const unregister = cell.onInterrupt(() => controller.abort(new KeyboardInterrupt()));
    const given = init?.signal ?? (typeof input === "object" && "signal" in input ? input.signal : undefined);
    const signal = given ? AbortSignal.any([given, controller.signal]) : controller.signal;
    const response = original(input, { ...init, signal });
    void settled(response).then((answer) => answers.register(answer, unregister), unregister);
    return response;
  };
  const value = inPlaceOf(original, replacement);
  Object.defineProperty(globalThis, "fetch", { value, configurable: true, writable: true });
}

/** Ends the requests of `node:http` and `node:https`. */
function watchRequests(): void {
  subscribe("http.client.request.start", (message) => {
    const { request } = message as { request: ClientRequest };
    const unregister = owningCell()?.onInterrupt(() => request.destroy());
    if (unregister !== undefined) request.once("close", unregister);
  });
}

/** Closes servers: the functions that answer their clients no longer run. */
function watchServers(): void {
  type ListeningServer = net.Server & { closeAllConnections?: () => void };
  type Listen = (this: ListeningServer, ...parameters: unknown[]) => unknown;
  const prototype = net.Server.prototype as unknown as { listen: Listen };
  const { listen } = prototype;
  prototype.listen = inPlaceOf(listen, function (this: ListeningServer, ...parameters) {
    const unregister = owningCell()?.onInterrupt(() => {
      this.close();
      this.closeAllConnections?.();
    });
    if (unregister !== undefined) this.once("close", unregister);
    return Reflect.apply(listen, this, parameters);
  });
}
