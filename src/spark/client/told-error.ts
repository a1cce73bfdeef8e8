import { SparkError, SparkServerError } from "../errors";
import { ErrorInfo, Status } from "../protocol/messages";
import { GRPC, RequestError } from "./channel";
import { placeOf } from "./remote";
import type { Remote } from "./remote";

/** What a failed request says of the server's error. */
export interface ErrorNote {
  /** By which the server tells more of it. */
  readonly id: string | undefined;
  /** Spark's name for it, else the Java class. */
  readonly condition: string;
}

/** Reads what a failed request carries beside its message. */
export function noteOf({ status }: RequestError): ErrorNote {
  const details = status ? (Status.read(status).details ?? []) : [];
  const given = details.find(({ type }) => type?.endsWith("google.rpc.ErrorInfo"))?.value;
  const info = given ? ErrorInfo.read(given) : {};
  const about = new Map((info.about ?? []).map(({ key, value }) => [key, value]));
  const condition = about.get("errorClass") ?? info.reason ?? "";
  return { id: about.get("errorId"), condition };
}

/** Whether a server ends with this error what was going on there, since it has been started anew or has given up waiting. */
export function isForgotten(error: unknown): boolean {
  return error instanceof SparkServerError && error.condition.startsWith("INVALID_HANDLE");
}

/** Whether the way to the server broke, and not what was asked. */
export function isBroken(error: unknown): boolean {
  return error instanceof RequestError && error.code === GRPC.unavailable;
}

/** An error about the server as a whole, which says what to do; null where it is about what was asked. */
export function connectionError(error: RequestError, remote: Remote): SparkError | null {
  const place = placeOf(remote);
  const cause = new SparkServerError(error.message, "", [], error.code);
  const fields = { argument: "remote", actual: place, cause };
  if (error.code === GRPC.unauthenticated) {
    const asks = remote.token
      ? "refuses the token that was given, expected the one that it was started with"
      : "asks for a token, expected one as in sc://host:15002/;token=…";
    return new SparkError("token", `the Spark server at ${place} ${asks}`, fields);
  }
  if (error.code === GRPC.unavailable) return unreachable(error, remote, fields);
  // A program of another kind answers, or a proxy.
  if (/http status|content-type/i.test(error.message) || /RST_STREAM|PROTOCOL_ERROR/.test(error.message))
    return new SparkError("unreachable", `what answers at ${place} is no Spark Connect server`, fields);
  return null;
}

function unreachable(error: RequestError, remote: Remote, fields: object): SparkError {
  const place = placeOf(remote);
  if (remote.tls && /wrong version number|packet length|EPROTO|ssl3_get_record/i.test(error.message)) {
    const does = "does not speak TLS, which a token or use_ssl=true asks for";
    const advice = "expected a server behind a proxy with TLS, or use_ssl=false on a machine that you trust";
    return new SparkError("tls", `the server at ${place} ${does}; ${advice}`, fields);
  }
  if (remote.tls && /certificate|self.signed|CERT_/i.test(error.message)) {
    const advice = "NODE_EXTRA_CA_CERTS names a file with the authority that signed it";
    return new SparkError(
      "tls",
      `the certificate of ${place} is not trusted (${error.message}); ${advice}`,
      fields,
    );
  }
  if (!remote.tls && /closed the connection|ECONNRESET|Protocol error|PROTOCOL_ERROR/i.test(error.message)) {
    const does = "closes connections that are not encrypted, or is no Spark Connect server";
    return new SparkError("tls", `the server at ${place} ${does}; with TLS, say use_ssl=true`, fields);
  }
  const advice = "expected a Spark Connect server (4.0 or newer), as `npm run spark` starts one";
  return new SparkError("unreachable", `no Spark server answers at ${place} (${error.message}); ${advice}`, fields); // prettier-ignore
}

/** The error for a server that went away while something was going on there. */
export function lostServer(place: string, cause: unknown): SparkError {
  const lost =
    "the training that was going on there, and what it had found, are lost; the model here is unchanged";
  return new SparkError("lost", `the Spark server at ${place} went away: ${lost}`, { cause });
}
