import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { GRPC, RequestError } from "../../src/spark/client/channel";
import { execute } from "../../src/spark/client/execute";
import type { Caller } from "../../src/spark/client/execute";
import { readRemote } from "../../src/spark/client/remote";
import { ExecuteResponse } from "../../src/spark/protocol/messages";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A session whose streams break as they are told to. @param streams what each gives before it breaks, or ends */
function caller(streams: readonly { answers: readonly Uint8Array[]; breaks: boolean }[]) {
  const asked: string[] = [];
  const session = {
    remote: readRemote("sc://localhost:15002"),
    who: { session: "s", user: { id: "u", name: "u" }, client: "c" },
    ask: () => Promise.resolve({}),
    explained: (error: unknown) => Promise.resolve(error),
    async *stream(method: string) {
      const { answers, breaks } = streams[Math.min(asked.length, streams.length - 1)];
      asked.push(method);
      await Promise.resolve();
      yield* answers;
      if (breaks) throw new RequestError(GRPC.unavailable, "the connection broke", null);
    },
  };
  return { session: session as unknown as Caller, asked };
}

const first = ExecuteResponse.write({ response: "r1" });
const last = ExecuteResponse.write({ response: "r2", complete: {} });

it("a stream that breaks, or ends before its end, is taken up again", async () => {
  const { session, asked } = caller([
    { answers: [first], breaks: true },
    { answers: [], breaks: false },
    { answers: [last], breaks: false },
  ]);
  const work = execute(session, {});
  await vi.runAllTimersAsync();
  await work;
  expect(asked).toEqual(["ExecutePlan", "ReattachExecute", "ReattachExecute"]);
});

it("a server that does not come back is given up on after half a minute, and what is lost is said", async () => {
  const { session, asked } = caller([
    { answers: [first], breaks: true },
    { answers: [], breaks: true },
  ]);
  const since = Date.now();
  const work = execute(session, {}).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  expect(await work).toMatchObject({ problem: "lost" });
  expect(String(await work)).toContain("localhost:15002 went away: the training that was going on there");
  expect(asked).toHaveLength(10);
  expect((Date.now() - since) / 1000).toBeGreaterThan(20);
  expect((Date.now() - since) / 1000).toBeLessThan(40);
});
