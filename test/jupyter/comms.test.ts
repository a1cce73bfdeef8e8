import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contents, KernelClient, order, streamText, type Answer, type Received } from "./client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});

afterAll(() => kernel.close());

function message(answer: Answer, type: string): Received {
  const found = answer.messages.find(({ msg_type: each }) => each === type);
  if (found === undefined) throw new Error(`there is no ${type} among ${order(answer).join(", ")}`);
  return found;
}

function bytes(buffer: string | undefined): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(buffer ?? "", "base64"));
}

async function openComms(targetName?: string): Promise<Record<string, { target_name: string }>> {
  const content = targetName === undefined ? {} : { target_name: targetName };
  return (await kernel.request("comm_info_request", content)).reply?.content.comms as Record<
    string,
    { target_name: string }
  >;
}

/** Opens a comm from the front end. */
async function open(target: string, data: object = {}): Promise<{ id: string; answer: Answer }> {
  const id = randomUUID();
  return { id, answer: await kernel.tell("comm_open", { comm_id: id, target_name: target, data }) };
}

describe("a comm that a cell opens", () => {
  test("reaches the front end with data, metadata and buffers", async () => {
    const answer = await kernel.execute(`
      const opened = Jupyter.comms.open("view", { value: 1 }, {
        metadata: { version: "2.1.0" },
        buffers: [Float64Array.of(1.5, 2.5), new DataView(new ArrayBuffer(4), 1, 2), Uint8Array.of(7).buffer],
      });
      opened.id
    `);
    const id = contents(answer, "execute_result")[0].data["text/plain"].slice(1, -1) as string;
    const { content, metadata, buffers } = message(answer, "comm_open");
    expect(content).toEqual({ comm_id: id, target_name: "view", data: { value: 1 } });
    expect(metadata).toEqual({ version: "2.1.0" });
    expect(new Float64Array(bytes(buffers[0]).buffer)).toEqual(Float64Array.of(1.5, 2.5));
    expect(buffers.slice(1).map(bytes)).toEqual([new Uint8Array(2), Uint8Array.of(7)]);
    expect(await openComms()).toMatchObject({ [id]: { target_name: "view" } });
  });

  test("answers a message's buffer with a buffer, long after its cell has ended", async () => {
    const first = await kernel.send(`
      const widget = Jupyter.comms.open("widget", { state: { sum: 0 } });
      widget.onMessage = (data, { metadata, buffers }) => {
        const numbers = new Float64Array(buffers[0].buffer);
        console.log(\`\${data.method} of \${numbers.length}\`);
        const doubled = numbers.map((each) => 2 * each);
        widget.send({ method: "update" }, { metadata: { of: metadata.id }, buffers: [doubled] });
        doubled.fill(0);
      };
      undefined
    `);
    const { content: opened } = message(await kernel.collect(first), "comm_open");
    await kernel.execute("1 + 1");
    const told = await kernel.tell(
      "comm_msg",
      { comm_id: opened.comm_id, data: { method: "double" } },
      { metadata: { id: 5 }, buffers: [new Uint8Array(Float64Array.of(1, 2, 3).buffer)] },
    );
    expect(order(told)).toEqual(["busy", "idle"]);
    const answer = await kernel.late(first, 0.5);
    expect(streamText(answer)).toBe("double of 3\n");
    const update = message(answer, "comm_msg");
    expect(update).toMatchObject({ content: { data: { method: "update" } }, metadata: { of: 5 } });
    expect(new Float64Array(bytes(update.buffers[0]).buffer)).toEqual(Float64Array.of(2, 4, 6));
  });

  test("can be closed once, and then sends nothing more", async () => {
    const answer = await kernel.execute(`
      const brief = Jupyter.comms.open("brief");
      brief.close({ reason: "done" });
      brief.close();
      try { brief.send({}); } catch (error) { console.log(error.name, brief.closed); }
    `);
    expect(contents(answer, "comm_close")).toHaveLength(1);
    expect(contents(answer, "comm_close")[0].data).toEqual({ reason: "done" });
    expect(streamText(answer)).toBe("CommClosedError true\n");
    expect(await openComms("brief")).toEqual({});
  });

  test("hears that the front end has closed it", async () => {
    const first = await kernel.send(`
      const watched = Jupyter.comms.open("watched");
      watched.onClose = (data) => console.log("closed", data.reason, watched.closed);
      undefined
    `);
    const { content } = message(await kernel.collect(first), "comm_open");
    await kernel.tell("comm_close", { comm_id: content.comm_id, data: { reason: "reload" } });
    expect(streamText(await kernel.late(first, 0.3))).toBe("closed reload true\n");
    expect(await openComms("watched")).toEqual({});
  });

  test("is also open when its cell is silent", async () => {
    const answer = await kernel.execute('Jupyter.comms.open("silent"); undefined', { silent: true });
    expect(order(answer)).toEqual(["busy", "comm_open", "idle"]);
  });
});

describe("a comm that the front end opens", () => {
  test("goes to the target that a cell has registered, with its output on that cell", async () => {
    const first = await kernel.send(`
      Jupyter.comms.register("echo", (comm, data) => {
        console.log("opened with", data.greeting);
        comm.onMessage = (more) => comm.send({ echo: more });
      });
    `);
    await kernel.collect(first);
    const { id } = await open("echo", { greeting: "hello" });
    await kernel.tell("comm_msg", { comm_id: id, data: { text: "ä😀" } });
    const answer = await kernel.late(first, 0.3);
    expect(streamText(answer)).toBe("opened with hello\n");
    expect(contents(answer, "comm_msg")).toEqual([{ comm_id: id, data: { echo: { text: "ä😀" } } }]);
    expect(await openComms("echo")).toEqual({ [id]: { target_name: "echo" } });
  });

  test("is closed at once when nobody knows the target, or no longer", async () => {
    const { id, answer } = await open("nobody");
    expect(order(answer)).toEqual(["busy", "comm_close", "idle"]);
    expect(contents(answer, "comm_close")).toEqual([{ comm_id: id, data: {} }]);
    await kernel.execute('Jupyter.comms.register("gone", () => {})');
    const gone = await kernel.execute('Jupyter.comms.unregister("gone")');
    expect(contents(gone, "execute_result")[0].data["text/plain"]).toBe("true");
    expect(order((await open("gone")).answer)).toEqual(["busy", "comm_close", "idle"]);
    expect(await openComms("gone")).toEqual({});
  });

  test("is closed when its target throws, whose error appears on the cell that registered it", async () => {
    const first = await kernel.send(
      'Jupyter.comms.register("broken", () => { throw new RangeError("no room"); })',
    );
    await kernel.collect(first);
    const { answer } = await open("broken");
    expect(order(answer)).toEqual(["busy", "comm_close", "idle"]);
    expect(contents(await kernel.late(first, 0.3), "error")).toMatchObject([
      { ename: "RangeError", evalue: "no room" },
    ]);
  });
});

test("a comm goes on after its cell was interrupted", async () => {
  const first = await kernel.send(`
    const lasting = Jupyter.comms.open("lasting");
    lasting.onMessage = async (data) => {
      for (let i = 0; i < 3; i++) await null;
      console.log("got", data.value);
    };
    while (true) {}
  `);
  // The comm is open when its message is there; then the loop runs, or is about to.
  for (;;) {
    if (order(await kernel.late(first, 0.1)).includes("comm_open")) break;
  }
  await kernel.interrupt();
  const answer = await kernel.collect(first);
  expect(answer.reply?.content.ename).toBe("KeyboardInterrupt");
  const { content } = message(answer, "comm_open");
  await kernel.tell("comm_msg", { comm_id: content.comm_id, data: { value: 5 } });
  const late = await kernel.late(first, 0.5);
  expect(streamText(late)).toBe("got 5\n");
  expect(contents(late, "error")).toHaveLength(1);
});

describe("a handler that fails", () => {
  test.each([
    ["at once", '() => { throw new RangeError("first") }'],
    ["later", 'async () => { await null; throw new RangeError("first") }'],
  ])("%s shows its error on its own cell, and the next message is handled", async (_when, handler) => {
    const first = await kernel.send(`
      var failing = Jupyter.comms.open("failing");
      failing.onMessage = ${handler};
      undefined
    `);
    const { content } = message(await kernel.collect(first), "comm_open");
    const second = await kernel.send("await new Promise((resolve) => setTimeout(resolve, 600))");
    const told = await kernel.tell("comm_msg", { comm_id: content.comm_id, data: {} });
    expect(order(told).slice(0, 2)).toEqual(["busy", "idle"]);
    const running = await kernel.collect(second);
    expect(running.reply?.content.status).toBe("ok");
    expect(contents(running, "error")).toEqual([]);
    await kernel.tell("comm_msg", { comm_id: content.comm_id, data: {} });
    expect(contents(await kernel.late(first, 0.3), "error").map(({ evalue }) => evalue as string)).toEqual([
      "first",
      "first",
    ]);
    expect(contents(await kernel.execute("6 * 7"), "execute_result")[0].data["text/plain"]).toBe("42");
  });
});

describe("comm messages that are wrong", () => {
  test.each([
    ["comm_msg", { comm_id: "unknown", data: {} }],
    ["comm_close", { comm_id: "unknown" }],
    ["comm_msg", { data: {} }],
    ["comm_open", { comm_id: 5, target_name: "echo" }],
    ["comm_open", {}],
  ])("such as %s with %j harm nothing", async (type, content) => {
    expect(order(await kernel.tell(type, content))).toEqual(["busy", "idle"]);
    expect((await kernel.execute("1")).reply?.content.status).toBe("ok");
  });

  test("a second comm with the same id leaves the first as it is", async () => {
    await kernel.execute('Jupyter.comms.register("twice", (comm) => {})');
    const { id } = await open("twice");
    const second = await kernel.tell("comm_open", { comm_id: id, target_name: "nobody", data: {} });
    expect(order(second)).toEqual(["busy", "idle"]);
    expect(await openComms("twice")).toEqual({ [id]: { target_name: "twice" } });
  });

  test("a target_name that is no string is answered with an error", async () => {
    const { reply } = await kernel.request("comm_info_request", { target_name: 5 });
    expect(reply?.content).toMatchObject({ status: "error", ename: "TypeError" });
  });

  test.each([
    ['Jupyter.comms.open("")', "Jupyter.comms.open: target is ''"],
    ['Jupyter.comms.open("x", 5 as any)', "Jupyter.comms.open: data is 5"],
    ['Jupyter.comms.open("x", { n: 1n })', "Jupyter.comms.open: data is { n: 1n }"],
    ["const c: any = {}; c.c = c; Jupyter.comms.open('x', c)", "expected an object that can be written"],
    [
      'Jupyter.comms.open("x", {}, { buffers: [[1]] as any })',
      "buffers[0] is [ 1 ], expected an ArrayBuffer",
    ],
    ['Jupyter.comms.open("x").onMessage = 5 as any', "comm.onMessage is 5, expected a function"],
    ['Jupyter.comms.register("x", null as any)', "Jupyter.comms.register: handler is null"],
  ])("%s is an error that says what is wrong", async (code, problem) => {
    const { reply } = await kernel.execute(code);
    expect(reply?.content).toMatchObject({ status: "error", ename: "ValueError" });
    expect(reply?.content.evalue).toContain(problem);
  });
});

test("open comms are closed when the kernel is shut down", async () => {
  const other = await KernelClient.start();
  const opened = await other.execute('Jupyter.comms.open("last"); undefined');
  const { comm_id: id } = contents(opened, "comm_open")[0] as { comm_id: string };
  const ended = await other.shutDown(false);
  expect(contents(ended, "comm_close")).toEqual([{ comm_id: id, data: {} }]);
  expect(ended.alive).toBe(false);
  await other.close();
});
