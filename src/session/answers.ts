/** The handlers of all types of request except `execute_request`. */
import type { Comms } from "./messages/comms";
import type { Evaluator } from "./cells/evaluator";
import type { History } from "./cells/history";
import { kernelInfo } from "./messages/kernel-info";
import type { JsonObject, Message } from "./message";

/**
 * Returns the content of the reply to a request; its status is "ok" unless it says otherwise. Undefined where the
 * protocol has no reply. An error becomes a reply with the status "error".
 */
export type RequestHandler = (content: JsonObject, request: Message) => object | undefined;

/** The handlers by type of request. A handler gets the content as received, and may throw if it is wrong. */
export function answersOf(
  evaluator: Evaluator,
  comms: Comms,
  history: History,
): Record<string, RequestHandler> {
  const receive: RequestHandler = (_content, message) => {
    comms.receive(message);
    return undefined;
  };
  return {
    kernel_info_request: () => kernelInfo(evaluator.versions),
    is_complete_request: (content) => evaluator.isComplete(textField(content, "code")),
    complete_request: (content) => evaluator.complete(textField(content, "code"), cursor(content)),
    inspect_request: (content) =>
      evaluator.inspect(textField(content, "code"), cursor(content), content.detail_level === 1 ? 1 : 0),
    comm_info_request: (content) => comms.info(content),
    comm_open: receive,
    comm_msg: receive,
    comm_close: receive,
    history_request: (content) => history.answer(content),
    shutdown_request(content, request) {
      comms.closeAll(request);
      return { restart: content.restart === true };
    },
  };
}

function textField(content: JsonObject, key: string): string {
  const value = content[key];
  if (typeof value !== "string") throw new TypeError(`${key} is ${typeof value}, expected a string`);
  return value;
}

/** The cursor's position in characters; the end of the code where the request does not say. */
function cursor(content: JsonObject): number {
  const value = content.cursor_pos;
  return typeof value === "number" ? value : Array.from(textField(content, "code")).length;
}
