/**
 * The kernel's second thread: it owns the sockets control, heartbeat and stdin, so that they are answered while the
 * main thread is in a loop. It handles interrupts itself, and passes everything else to the main thread.
 */
import { Reply, Router } from "zeromq";
import { parentPort, workerData } from "node:worker_threads";
import type { ControlStart, FromControl, ToControl } from "./control";
import { Interrupter } from "./interrupter";
import { pollMemory } from "./memory-poll";
import { forwardOutput } from "./output-pipes";
import { exitWithParent } from "./parent-watch";
import { RunState } from "./run-state";
import { ShutdownWatch } from "./shutdown-watch";
import { bindSocket } from "../protocol/sockets";
import { logToTerminal, setTerminal } from "../terminal";
import { parseMessage, serializeMessage, type Message } from "../protocol/wire";

const { connection, flags, memory, input, output, terminal } = workerData as ControlStart;
if (output !== undefined && terminal !== undefined) {
  setTerminal(terminal);
  forwardOutput(output);
}
const main = parentPort!;
const control = new Router();
const stdin = new Router();
const heartbeat = new Reply();
const state = new RunState(flags);
const interrupter = new Interrupter(state, (run, interrupt) => tell({ kind: "interrupt", run, interrupt }));
const shutdowns = new ShutdownWatch((request, content) => reply(request, "shutdown_reply", content));

function tell(message: FromControl): void {
  main.postMessage(message);
}

function reply(parent: Message, type: string, content: object): Promise<void> {
  return control.send(serializeMessage(connection.key, { channel: "control", type, parent, content }));
}

async function handleControl(frames: readonly Buffer[]): Promise<void> {
  const request = parseMessage(connection.key, frames);
  const type = request.header.msg_type;
  if (type === "interrupt_request") {
    interrupter.interrupt();
    await reply(request, "interrupt_reply", { status: "ok" });
    tell({ kind: "answered", frames: ownBytes(frames) });
  } else {
    if (type === "shutdown_request") shutdowns.expect(request);
    tell({ kind: "request", frames: ownBytes(frames) });
  }
}

function handleStdin(frames: readonly Buffer[]): void {
  const message = parseMessage(connection.key, frames);
  const { value } = message.content;
  if (message.header.msg_type !== "input_reply") return;
  if (typeof value !== "string")
    throw new TypeError(`input_reply: value is ${typeof value}, expected a string`);
  input.postMessage(value);
}

/** Copies a message: its memory belongs to zeromq, and another thread needs its own. */
function ownBytes(frames: readonly Buffer[]): Uint8Array[] {
  return frames.map((frame) => Uint8Array.from(frame));
}

/** Handles messages until the socket is closed; a broken one is logged and ignored. */
async function handleMessages(socket: Router, handle: (frames: readonly Buffer[]) => unknown): Promise<void> {
  for await (const frames of socket) {
    try {
      await handle(frames);
    } catch (error) {
      logToTerminal(`a message was ignored: ${String(error)}`);
    }
  }
}

async function echo(): Promise<void> {
  for await (const frames of heartbeat) await heartbeat.send(frames);
}

function handleCommand(command: ToControl): void {
  if (command.kind === "close") {
    for (const socket of [control, stdin, heartbeat]) socket.close();
    tell({ kind: "closed" });
    return;
  }
  const socket = command.channel === "control" ? control : stdin;
  socket.send(command.frames).catch((error: unknown) => {
    logToTerminal(`a message on ${command.channel} could not be sent: ${String(error)}`);
  });
}

async function startControl(): Promise<void> {
  await bindSocket(control, connection, "control");
  await bindSocket(stdin, connection, "stdin");
  await bindSocket(heartbeat, connection, "heartbeat");
  main.on("message", handleCommand);
  for (const loop of [handleMessages(control, handleControl), handleMessages(stdin, handleStdin), echo()]) {
    loop.catch((error: unknown) => logToTerminal(`a socket has failed: ${String(error)}`));
  }
  exitWithParent();
  pollMemory(state, memory);
  interrupter.watchSignals();
  tell({ kind: "ready" });
}

startControl().catch((error: unknown) => tell({ kind: "failed", reason: String(error) }));
