import type { EngineAnswer, EngineMessage } from "./messages";
import { createServer } from "./server";

/** The part of a worker's global scope that this file uses. */
interface WorkerScope {
  postMessage(answer: EngineAnswer): void;
  onmessage: ((event: MessageEvent<EngineMessage>) => void) | null;
}

/** Makes this worker the one that trains. */
export function serveAsWorker(): void {
  const scope = globalThis as unknown as WorkerScope;
  const serve = createServer((answer) => scope.postMessage(answer));
  scope.onmessage = ({ data }) => serve(data);
}
