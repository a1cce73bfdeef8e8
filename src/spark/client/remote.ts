import { describeValue } from "../../errors";
import { SparkError } from "../errors";

/** Where a Spark Connect server is, and as whom it is asked. */
export interface Remote {
  readonly host: string;
  readonly port: number;
  /** Whether the connection is encrypted. */
  readonly tls: boolean;
  /** What the server asks of its clients; never written anywhere. */
  readonly token: string | null;
  readonly user: string;
  /** Further headers of every request. */
  readonly headers: Readonly<Record<string, string>>;
}

const EXPECTED = '"sc://host:15002", with parameters as in "sc://host:15002/;token=…;use_ssl=true"';
const DEFAULT_PORT = 15002;
/** Hosts to which a token may be sent as it is: it leaves no machine. */
const LOCAL = ["localhost", "127.0.0.1", "::1"];

/**
 * Reads a connection string of Spark Connect. A token means TLS, except on this machine.
 * @throws SparkError which never holds a token.
 */
export function readRemote(given: unknown): Remote {
  const found = typeof given === "string" ? /^sc:\/\/(\[[^\]]+\]|[^/:;?#@]+)(?::(\d+))?(?:\/(?:;(.*))?)?$/.exec(given) : null; // prettier-ignore
  if (!found) throw wrongRemote(typeof given === "string" ? "text of another form" : describeValue(given));
  const port = found[2] === undefined ? DEFAULT_PORT : Number(found[2]);
  if (port < 1 || port > 65535) throw wrongRemote(`an address with the port ${found[2]}`);
  const host = found[1].replace(/^\[|\]$/g, "");
  const { token, user_id: user, use_ssl: tls, ...others } = parametersIn(found[3] ?? "");
  if (tls !== undefined && tls !== "true" && tls !== "false") throw wrongRemote("an address whose use_ssl is neither true nor false"); // prettier-ignore
  const headers: Record<string, string> = Object.fromEntries(
    Object.entries(others).filter(([name]) => !OURS.includes(name)),
  );
  if (token && tls === "false" && !LOCAL.includes(host))
    throw wrongRemote(
      "an address with a token and use_ssl=false, which would send the token for all to read",
    );
  const encrypted = tls === undefined ? Boolean(token) && !LOCAL.includes(host) : tls === "true";
  return { host, port, tls: encrypted, token: token || null, user: user || "factorlab", headers };
}

/** Parameters that other clients know and this one has no use for. */
const OURS = ["session_id", "user_agent", "grpc_max_message_size", "grpc_max_metadata_size"];

function parametersIn(
  text: string,
): Record<string, string> & { token?: string; user_id?: string; use_ssl?: string } {
  const pairs = text.split(";").filter((pair) => pair !== "");
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) throw wrongRemote("an address with a parameter that has no value");
      return [pair.slice(0, at).toLowerCase(), decoded(pair.slice(at + 1))];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrongRemote("an address with a parameter that is not encoded as addresses are");
  }
}

/** The address in words, without the token. */
export function placeOf({ host, port }: Remote): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function wrongRemote(is: string): SparkError {
  const fields = { argument: "remote", expected: EXPECTED };
  return new SparkError("remote", `remote is ${is}, expected ${EXPECTED}`, fields);
}
