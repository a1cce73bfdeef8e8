import type { JsonObject } from "../message";

/** A checked `execute_request`. */
export interface ExecuteRequest {
  code: string;
  /** Whether nothing is shown or counted. */
  silent: boolean;
  /** Whether the cell is counted, and its code shown to other front ends. */
  storeHistory: boolean;
  /** Whether a failure aborts the requests that wait behind this one. */
  stopOnError: boolean;
  /** Expressions by name, whose values are sent with the reply. */
  userExpressions: JsonObject;
}

/**
 * Checks the content of a request; missing fields get Jupyter's defaults.
 * @throws TypeError when there is no code.
 */
export function readExecuteRequest(content: JsonObject): ExecuteRequest {
  const { code, silent, store_history: storeHistory, stop_on_error: stopOnError } = content;
  const { user_expressions: userExpressions } = content;
  if (typeof code !== "string")
    throw new TypeError(`execute_request: code is ${typeof code}, expected a string`);
  return {
    code,
    silent: silent === true,
    storeHistory: silent !== true && storeHistory !== false,
    stopOnError: stopOnError !== false,
    userExpressions: typeof userExpressions === "object" ? { ...userExpressions } : {},
  };
}
