/** Jupyter's wire protocol: converts messages to the frames of a zeromq socket and back. */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import {
  protocolVersion,
  type JsonObject,
  type Message,
  type MessageHeader,
  type Outgoing,
} from "../../session/message";

/** An outgoing message as text, as one thread hands it to the one that signs and sends it. */
export interface WrittenMessage {
  channel: Outgoing["channel"];
  type: string;
  topic?: string;
  identities: readonly Uint8Array[];
  /** The parent's header, the metadata and the content, each as JSON. */
  parts: [parent: string, metadata: string, content: string];
  buffers: readonly Uint8Array[];
}

const delimiter = Buffer.from("<IDS|MSG>");
const sessionId = randomUUID();

function sign(key: string, parts: readonly (Buffer | string)[]): string {
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function parseObject(part: Buffer, name: string): JsonObject {
  const value: unknown = JSON.parse(part.toString());
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`the message's ${name} is not an object`);
  }
  return value as JsonObject;
}

function isHeader(header: JsonObject): header is MessageHeader {
  return typeof header.msg_type === "string" && typeof header.msg_id === "string";
}

/**
 * Reads a request from its frames. An empty key means an unsigned connection.
 * @throws Error when the frames are not a message, or the signature does not match the key.
 */
export function parseMessage(key: string, frames: readonly Buffer[]): Message {
  const at = frames.findIndex((frame) => frame.equals(delimiter));
  if (at < 0 || frames.length < at + 6) throw new Error("the frames are not a Jupyter message");
  const parts = frames.slice(at + 2, at + 6);
  const signature = frames[at + 1].toString();
  if (key !== "" && !sameText(signature, sign(key, parts)))
    throw new Error("the message's signature is wrong");
  const header = parseObject(parts[0], "header");
  if (!isHeader(header)) throw new Error("the message's header has no msg_type or msg_id");
  return {
    identities: frames.slice(0, at),
    header,
    metadata: parseObject(parts[2], "metadata"),
    content: parseObject(parts[3], "content"),
    buffers: frames.slice(at + 6),
  };
}

/**
 * Writes a message as text.
 * @throws TypeError when the content cannot be written as JSON.
 */
export function writeMessage(message: Outgoing): WrittenMessage {
  const { channel, type, topic, parent, metadata = {}, content, buffers = [] } = message;
  const written = [parent?.header ?? {}, metadata, content].map((part) => JSON.stringify(part));
  const parts = written as WrittenMessage["parts"];
  return { channel, type, topic, identities: parent?.identities ?? [], parts, buffers };
}

/** The frames of a message, signed. */
export function framesOf(key: string, message: WrittenMessage): (Uint8Array | string)[] {
  const { channel, type, topic, identities, buffers } = message;
  const header: MessageHeader = {
    msg_id: randomUUID(),
    msg_type: type,
    session: sessionId,
    username: "kernel",
    date: new Date().toISOString(),
    version: protocolVersion,
  };
  const parts = [JSON.stringify(header), ...message.parts];
  // Subscribers may filter by topic; a router needs the identities to find the client.
  const envelope = channel === "iopub" ? [Buffer.from(topic ?? type)] : identities;
  return [...envelope, delimiter, sign(key, parts), ...parts, ...buffers];
}

/**
 * Writes a message as frames, signed.
 * @throws TypeError when the content cannot be written as JSON.
 */
export function serializeMessage(key: string, message: Outgoing): (Uint8Array | string)[] {
  return framesOf(key, writeMessage(message));
}
