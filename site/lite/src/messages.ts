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

/**
 * A message of a session as JupyterLab takes it.
 * @param client The front end to which all goes that answers nobody.
 */
export function writeMessage(outgoing: Outgoing, client: string): KernelMessage.IMessage {
  const { channel, type, parent, content, metadata, buffers } = outgoing;
  const asker = parent?.header.session;
  return KernelMessage.createMessage({
    channel,
    msgType: type as "status",
    session: channel === "iopub" || typeof asker !== "string" ? client : asker,
    parentHeader: parent?.header as never,
    content: content as never,
    metadata: metadata as never,
    // A copy: a view may show a part of a larger buffer.
    buffers: buffers?.map((bytes) => bytes.slice().buffer),
  } as KernelMessage.IOptions<KernelMessage.IStatusMsg>);
}
