import type { Answer, Order } from "./messages";
import { createServer } from "./server";

/** The part of a worker's global scope that is used here. */
interface Scope {
  postMessage(answer: Answer): void;
  onmessage: ((event: MessageEvent<Order>) => void) | null;
}

const scope = globalThis as unknown as Scope;
const serve = createServer((answer) => scope.postMessage(answer));
scope.onmessage = ({ data }) => serve(data);
