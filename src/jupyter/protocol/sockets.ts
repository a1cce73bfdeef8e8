import type { Socket, Writable } from "zeromq";
import type { Connection } from "./connection";

/** Milliseconds for the last messages to reach their sockets' peers. */
export const lingerTime = 500;

/**
 * Binds a socket that takes every message at once. With zeromq's defaults, a socket refuses or drops messages when
 * many are sent without a pause; without a limit and without waiting, it takes them in the middle of a loop too.
 */
export async function bindSocket<T extends Socket & Writable>(
  socket: T,
  connection: Connection,
  port: keyof Connection["ports"],
): Promise<T> {
  socket.sendHighWaterMark = 0;
  socket.sendTimeout = 0;
  socket.linger = lingerTime;
  const { transport, ip, ports } = connection;
  // Files in place of ports have their number behind a dash.
  await socket.bind(`${transport}://${ip}${transport === "ipc" ? "-" : ":"}${ports[port]}`);
  return socket;
}
