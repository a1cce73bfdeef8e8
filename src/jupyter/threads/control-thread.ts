/**
 * The kernel's second thread: it owns all sockets, so that control, heartbeat and stdin are answered while the main
 * thread is in a loop, and so that no code of a cell can reach what they need. It handles interrupts itself, and passes
 * everything else to the main thread.
 */
import { Reply, Router } from "zeromq";
import { workerData } from "node:worker_threads";
import { Backlog } from "./backlog";
import type { ControlStart, FromControl, ToControl } from "./control";
import { Interrupter } from "./interrupter";
import { makeIopub, welcome } from "./iopub";
import { Notice } from "./notice";
import { pollMemory } from "./memory-poll";
import { forwardOutput } from "./output-pipes";
import { exitWithParent } from "./parent-watch";
import { RunState } from "../../session/running/run-state";
import { ShutdownWatch } from "./shutdown-watch";
import { bindSocket } from "../protocol/sockets";
import { logToTerminal, setTerminal } from "../terminal";
import { framesOf, parseMessage, serializeMessage, type WrittenMessage } from "../protocol/wire";
import type { Message } from "../../session/message";

const start = workerData as ControlStart;
const { connection, flags, syncChild, memory, main, input, backlog: units } = start;
if (start.output !== undefined && start.terminal !== undefined) {
  setTerminal(start.terminal);
  forwardOutput(start.output);
}
const sockets = { shell: new Router(), iopub: makeIopub(), control: new Router(), stdin: new Router() };
const heartbeat = new Reply();
const backlog = new Backlog(units);
const state = new RunState(flags);
const notice = new Notice(send);
const interrupter = new Interrupter(
  state,
  syncChild,
  (run, interrupt) => tell({ kind: "interrupt", run, interrupt }),
  (text) => {
    if (!notice.write(text)) logToTerminal(text);
  },
);
const shutdowns = new ShutdownWatch((request, content) => reply(request, "shutdown_reply", content));

function tell(message: FromControl): void {
  main.postMessage(message);
}

function reply(parent: Message, type: string, content: object): Promise<void> {
  return sockets.control.send(
    serializeMessage(connection.key, { channel: "control", type, parent, content }),
  );
}

async function handleControl(request: Message): Promise<void> {
  const type = request.header.msg_type;
  if (type === "interrupt_request") {
    interrupter.interrupt();
    await reply(request, "interrupt_reply", { status: "ok" });
    tell({ kind: "answered", request });
  } else {
    if (type === "shutdown_request") shutdowns.expect(request);
    tell({ kind: "request", channel: "control", request });
  }
}

function handleStdin(message: Message): void {
  const { value } = message.content;
  if (message.header.msg_type !== "input_reply") return;
  if (typeof value !== "string")
    throw new TypeError(`input_reply: value is ${typeof value}, expected a string`);
  input.postMessage(value);
}

/** A message whose memory is its own: that of frames belongs to zeromq, and another thread needs its own. */
function readMessage(frames: readonly Buffer[]): Message {
  const message = parseMessage(connection.key, frames);
  const ownBytes = (each: Uint8Array): Uint8Array => Uint8Array.from(each);
  return {
    ...message,
    identities: message.identities.map(ownBytes),
    buffers: message.buffers.map(ownBytes),
  };
}

/** Handles messages until the socket is closed; a broken one is logged and ignored. */
async function handleMessages(socket: Router, handle: (message: Message) => unknown): Promise<void> {
  for await (const frames of socket) {
    try {
      await handle(readMessage(frames));
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
    for (const socket of [...Object.values(sockets), heartbeat]) socket.close();
    tell({ kind: "closed" });
    return;
  }
  const { message, length } = command;
  notice.watch(message);
  send(message);
  backlog.remove(length);
}

function send(message: WrittenMessage): void {
  sockets[message.channel].send(framesOf(connection.key, message)).catch((error: unknown) => {
    logToTerminal(`a message of type ${message.type} could not be sent: ${String(error)}`);
  });
}

async function startControl(): Promise<void> {
  for (const channel of ["shell", "iopub", "control", "stdin"] as const)
    await bindSocket(sockets[channel], connection, channel);
  await bindSocket(heartbeat, connection, "heartbeat");
  main.on("message", handleCommand);
  const loops = [
    handleMessages(sockets.shell, (request) => tell({ kind: "request", channel: "shell", request })),
    handleMessages(sockets.control, handleControl),
    handleMessages(sockets.stdin, handleStdin),
    welcome(sockets.iopub, connection.key),
    echo(),
  ];
  for (const loop of loops)
    loop.catch((error: unknown) => logToTerminal(`a socket has failed: ${String(error)}`));
  exitWithParent();
  pollMemory(state, memory);
  interrupter.watchSignals();
  tell({ kind: "ready" });
}

startControl().catch((error: unknown) => tell({ kind: "failed", reason: String(error) }));
