/** Jupyter's messages: as JupyterLab sends them, and as a session takes them. */
import { KernelMessage } from "@jupyterlab/services";
import type { Message, Outgoing } from "../../../src/session/message";

/** A message of JupyterLab as a session takes it. */
export function readMessage(message: KernelMessage.IMessage): Message {
  return {
    identities: [],
    header: { ...message.header },
    metadata: { ...message.metadata },
    content: message.content as Record<string, unknown>,
    buffers: (message.buffers ?? []).map(bytesOf),
  };
}

function bytesOf(buffer: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (buffer instanceof ArrayBuffer) return new Uint8Array(buffer);
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** A message of a session as JupyterLab takes it. */
export function writeMessage({
  channel,
  type,
  parent,
  content,
  metadata,
  buffers,
}: Outgoing): KernelMessage.IMessage {
  const message = KernelMessage.createMessage({
    channel,
    msgType: type as "status",
    session: String(parent?.header.session ?? ""),
    parentHeader: parent?.header as never,
    content: content as never,
    metadata: metadata as never,
    // A copy: a view may show a part of a larger buffer.
    buffers: buffers?.map((bytes) => bytes.slice().buffer),
  } as KernelMessage.IOptions<KernelMessage.IStatusMsg>);
  return message;
}
