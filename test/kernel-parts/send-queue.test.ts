import { describe, expect, test } from "vitest";
import "../../lib/jupyter/platform/node-platform";
import { holdTime, SendQueue, streamLimit } from "../../lib/session/messages/send-queue";
import type { Message, Outgoing } from "../../lib/session/message";

function request(id: string): Message {
  const header = { msg_id: id, msg_type: "execute_request" };
  return { identities: [], header, content: {}, metadata: {}, buffers: [] };
}

const cell = request("1");
const idle: Outgoing = {
  channel: "iopub",
  type: "status",
  parent: cell,
  content: { execution_state: "idle" },
};

/** A queue with a clock that stands still until it is moved. */
function makeQueue() {
  const sent: Outgoing[] = [];
  const clock = { time: 0 };
  const queue = new SendQueue(
    (message) => sent.push(message),
    () => clock.time,
  );
  return { queue, sent, clock };
}

function texts(sent: readonly Outgoing[]): string[] {
  return sent
    .filter(({ type }) => type === "stream")
    .map(({ content }) => (content as { text: string }).text);
}

describe("the send queue", () => {
  test("the first text leaves at once, what follows within the hold time is joined", () => {
    const { queue, sent } = makeQueue();
    for (let i = 0; i < 10_000; i++) queue.stream(cell, "stdout", `${i}\n`);
    expect(texts(sent)).toEqual(["0\n"]);
    queue.send(idle);
    expect(sent).toHaveLength(3);
    expect(texts(sent).join("")).toBe(Array.from({ length: 10_000 }, (_, i) => `${i}\n`).join(""));
    expect(sent.at(-1)).toBe(idle);
  });

  test("a synchronous loop shows its text while it runs", () => {
    const { queue, sent, clock } = makeQueue();
    for (let i = 0; i < 5; i++) {
      queue.stream(cell, "stdout", `${i}`);
      clock.time += holdTime;
    }
    expect(texts(sent)).toEqual(["0", "1", "2", "3", "4"]);
  });

  test("text that is held back leaves by itself when the hold time is over", async () => {
    const { queue, sent } = makeQueue();
    queue.stream(cell, "stdout", "a");
    queue.stream(cell, "stdout", "b");
    await new Promise((resolve) => setTimeout(resolve, 2 * holdTime));
    expect(texts(sent)).toEqual(["a", "b"]);
  });

  test("text of the two streams and of two cells is never joined, and keeps its order", () => {
    const { queue, sent } = makeQueue();
    const other = request("2");
    queue.stream(cell, "stdout", "first");
    queue.stream(cell, "stdout", "a");
    queue.stream(cell, "stderr", "b");
    queue.stream(cell, "stdout", "c");
    queue.stream(other, "stdout", "d");
    queue.flush();
    expect(texts(sent)).toEqual(["first", "a", "b", "c", "d"]);
    expect(sent.at(-1)?.parent).toBe(other);
  });

  test("text of cells that write by turns is joined for each", () => {
    const { queue, sent } = makeQueue();
    const other = request("2");
    queue.stream(cell, "stdout", "first");
    for (let i = 0; i < 1_000; i++) {
      queue.stream(cell, "stdout", "a");
      queue.stream(other, "stdout", "b");
    }
    queue.flush();
    expect(texts(sent)).toEqual(["first", "a".repeat(1_000), "b".repeat(1_000)]);
  });

  test("long text is cut into messages of at most the limit, pairs of surrogates stay whole", () => {
    const { queue, sent } = makeQueue();
    const text = "x".repeat(streamLimit - 1) + "😀" + "y".repeat(2 * streamLimit);
    queue.stream(cell, "stdout", text);
    queue.flush();
    expect(texts(sent).every((part) => part.length <= streamLimit)).toBe(true);
    expect(texts(sent).join("")).toBe(text);
    expect(texts(sent)[0].endsWith("x")).toBe(true);
  });

  test("a lone surrogate is replaced: no notebook with one could be saved", () => {
    const { queue, sent } = makeQueue();
    queue.stream(cell, "stdout", "a\ud800b😀");
    expect(texts(sent)).toEqual(["a\ufffdb😀"]);
  });

  test("the last of ten thousand updates of one display arrives", () => {
    const { queue, sent } = makeQueue();
    for (let i = 0; i < 10_000; i++) queue.update(cell, "d", { i });
    queue.flush();
    expect(sent.map(({ content }) => content)).toEqual([{ i: 0 }, { i: 9_999 }]);
  });

  test("updates of different displays and of different cells are all sent", () => {
    const { queue, sent } = makeQueue();
    const other = request("2");
    queue.update(cell, "first", 0 as unknown as object);
    queue.update(cell, "a", { v: 1 });
    queue.update(cell, "b", { v: 2 });
    queue.update(other, "a", { v: 3 });
    queue.update(cell, "a", { v: 4 });
    queue.flush();
    expect(sent.slice(1).map(({ content }) => content)).toEqual([{ v: 1 }, { v: 2 }, { v: 3 }, { v: 4 }]);
  });

  test("an update is not replaced across any other message", () => {
    const { queue, sent } = makeQueue();
    queue.stream(cell, "stdout", "first");
    queue.update(cell, "d", { v: 1 });
    queue.send({ channel: "iopub", type: "clear_output", parent: cell, content: {} });
    queue.stream(cell, "stdout", "x");
    queue.update(cell, "d", { v: 2 });
    queue.send(idle);
    const types = sent.map(({ type }) => type);
    const update = "update_display_data";
    expect(types).toEqual(["stream", update, "clear_output", "stream", update, "status"]);
  });
});
