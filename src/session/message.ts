/** Jupyter's messages as a session takes and gives them; how they travel is the business of the kernel around it. */

export type JsonObject = Record<string, unknown>;

export interface MessageHeader extends JsonObject {
  msg_id: string;
  msg_type: string;
}

/** A received request; its header is the parent of every message sent in answer. */
export interface Message {
  /** The addresses to which answers go, where the way of the message has such. */
  identities: readonly Uint8Array[];
  header: MessageHeader;
  metadata: JsonObject;
  content: JsonObject;
  /** Binary data after the message, which comms use. */
  buffers: readonly Uint8Array[];
}

/** An outgoing message. */
export interface Outgoing {
  channel: "iopub" | "shell" | "control" | "stdin";
  type: string;
  /** The request that it answers; on iopub, there may be none. */
  parent?: Message;
  /** The topic by which subscribers of iopub may filter. @default the type */
  topic?: string;
  content: object;
  metadata?: object;
  buffers?: readonly Uint8Array[];
}

/** The version of Jupyter's messaging protocol. */
export const protocolVersion = "5.3";
