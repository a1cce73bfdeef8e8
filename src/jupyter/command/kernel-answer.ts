/** Starts a kernel as Jupyter does, and asks for its kernel_info. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dealer } from "zeromq";
import { parseMessage, serializeMessage } from "../protocol/wire";
import type { JsonObject } from "../../session/message";
import { host, writeConnection, type Ports } from "./kernel-ports";

/** The kernel's answer, or why there is none. */
export type KernelAnswer = { info: JsonObject; seconds: number } | { problem: string };

/**
 * Starts a kernel, asks for its kernel_info and shuts it down.
 * @param argv The spec's command.
 * @param patience Seconds to wait for an answer.
 */
export async function askKernel(argv: readonly string[], patience: number = 60): Promise<KernelAnswer> {
  const folder = mkdtempSync(join(tmpdir(), "factorlab-doctor-"));
  try {
    const file = join(folder, "connection.json");
    const { key, ports } = await writeConnection(file);
    const [program, ...args] = argv.map((part) => part.replaceAll("{connection_file}", file));
    const child = spawn(program, args, {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
      windowsHide: true,
    });
    return await converse(child, ports, key, patience);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function converse(
  child: ChildProcess,
  ports: Ports,
  key: string,
  patience: number,
): Promise<KernelAnswer> {
  const since = performance.now();
  let complaint = "";
  child.stderr
    ?.setEncoding("utf8")
    .on("data", (text: string) => (complaint = (complaint + text).slice(-2000)));
  const ended = new Promise<KernelAnswer>((resolve) => {
    child.once("error", (error) => resolve({ problem: error.message }));
    child.once("close", (code) => resolve({ problem: `it ended with code ${code}. ${complaint.trim()}` }));
  });
  const { Dealer } = await import("zeromq");
  const socket = new Dealer({ linger: 0, receiveTimeout: patience * 1000 });
  const answered = requestInfo(socket, ports, key).then(
    (info): KernelAnswer => ({ info, seconds: (performance.now() - since) / 1000 }),
    (): KernelAnswer => ({ problem: `no answer came within ${patience} seconds. ${complaint.trim()}` }),
  );
  try {
    return await Promise.race([answered, ended]);
  } finally {
    socket.close();
    child.kill("SIGKILL");
    await Promise.all([ended, answered]);
  }
}

async function requestInfo(socket: Dealer, ports: Ports, key: string): Promise<JsonObject> {
  socket.connect(`tcp://${host}:${ports.shell_port}`);
  const request = { channel: "shell", type: "kernel_info_request", content: {} } as const;
  await socket.send(serializeMessage(key, request));
  return parseMessage(key, await socket.receive()).content;
}
