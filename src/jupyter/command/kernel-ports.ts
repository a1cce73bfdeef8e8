/** How a command connects to a kernel that it starts itself. */
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";

/** The one address at which a kernel of the command listens. */
export const host = "127.0.0.1";
const channels = ["shell", "iopub", "stdin", "control", "hb"] as const;

/** A port for each of a kernel's sockets, as connection files name them. */
export type Ports = Record<`${(typeof channels)[number]}_port`, number>;

/**
 * Writes a connection file, with a key of its own and ports that are free.
 * @returns The key and the ports.
 */
export async function writeConnection(file: string): Promise<{ key: string; ports: Ports }> {
  const key = randomUUID();
  const ports = await freePorts();
  const connection = { transport: "tcp", ip: host, signature_scheme: "hmac-sha256", key, ...ports };
  writeFileSync(file, JSON.stringify(connection), { mode: 0o600 });
  return { key, ports };
}

async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(channels.map(() => listenOnFreePort()));
  const ports = channels.map((channel, i) => [`${channel}_port`, (servers[i].address() as AddressInfo).port]);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return Object.fromEntries(ports) as Ports;
}

function listenOnFreePort(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, host, () => resolve(server));
  });
}
