/** The addresses at which the kernel listens, from Jupyter's connection file. */
import { readFileSync } from "node:fs";

export interface Connection {
  transport: string;
  ip: string;
  /** The key that signs all messages; empty when they are not signed. */
  key: string;
  ports: { shell: number; iopub: number; control: number; stdin: number; heartbeat: number };
}

/**
 * Reads a connection file.
 * @throws TypeError when it is not a connection file, or requires a signature other than HMAC with SHA-256.
 */
export function readConnection(file: string): Connection {
  const content = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  const wrong = (name: string, expected: string): TypeError =>
    new TypeError(`${file}: ${name} is ${JSON.stringify(content[name])}, expected ${expected}`);
  const text = (name: string): string => {
    const value = content[name];
    if (typeof value !== "string") throw wrong(name, "a string");
    return value;
  };
  const port = (name: string): number => {
    const value = content[name];
    if (typeof value !== "number") throw wrong(name, "a number");
    return value;
  };
  const key = text("key");
  const scheme = content.signature_scheme ?? "hmac-sha256";
  if (key !== "" && scheme !== "hmac-sha256") {
    throw wrong("signature_scheme", '"hmac-sha256"');
  }
  return {
    transport: text("transport"),
    ip: text("ip"),
    key,
    ports: {
      shell: port("shell_port"),
      iopub: port("iopub_port"),
      control: port("control_port"),
      stdin: port("stdin_port"),
      heartbeat: port("hb_port"),
    },
  };
}
