import type { Socket, Writable } from "zeromq";
import type { Connection } from "./connection";

/** Milliseconds that the last messages have to reach the other side. */
export const lingerTime = 500;

/**
 * Binds a socket that accepts every message at once. With zeromq's defaults, a socket refuses or drops messages when
 * many are sent without a pause; with no limit and no waiting, it accepts them even in the middle of a loop.
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
  // With ipc, each port is a file whose name ends with a dash and the port's number.
  await socket.bind(`${transport}://${ip}${transport === "ipc" ? "-" : ":"}${ports[port]}`);
  return socket;
}
