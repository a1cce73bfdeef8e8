/** The messages of a kernel as the command sees them: each with the id of the request that it answers. */
import { parseMessage, serializeMessage } from "../../protocol/wire";
import type { JsonObject } from "../../../session/message";

export interface Received {
  type: string;
  content: JsonObject;
  /** The id of the request; undefined for a message of the kernel's own. */
  request: string | undefined;
}

/** A request as frames, and its id. */
export function requestFrames(
  key: string,
  channel: "shell" | "control",
  type: string,
  content: object,
): { id: string; frames: (Uint8Array | string)[] } {
  const frames = serializeMessage(key, { channel, type, content });
  const { msg_id: id } = JSON.parse(String(frames[2])) as { msg_id: string };
  return { id, frames };
}

/** @throws Error for frames that are not a message. */
export function received(key: string, frames: readonly Buffer[]): Received {
  const { header, content } = parseMessage(key, frames);
  const delimiter = frames.findIndex((frame) => frame.toString("latin1") === "<IDS|MSG>");
  const parent = JSON.parse(frames[delimiter + 3].toString()) as { msg_id?: string };
  return { type: header.msg_type, content, request: parent.msg_id };
}
