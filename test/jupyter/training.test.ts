import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TrainingPayload } from "../../lib/view";
import { contents, KernelClient, order, streamText } from "./client";
import type { Answer } from "./client";

const MIME = "application/vnd.factorlab.v1+json";

const model = (name: string): string => `
import { MatrixFactorization } from "factorlab";
const ${name} = new MatrixFactorization(
  Array.from({ length: 60 }, (_, i) => Array.from({ length: 40 }, (_, j) => 3 + Math.sin(i + 2 * j))), 10, { seed: 4 });
`;

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});

afterAll(() => kernel.close());

/** The states of a training, in order of arrival. */
function states(answer: Answer): TrainingPayload[] {
  const displays = answer.messages.filter(({ msg_type: type }) => /display_data$/.test(type));
  return displays.map(({ content }) => content.data[MIME] as TrainingPayload);
}

/** The value that a cell ends with, as JSON. */
async function valueOf<T>(expression: string): Promise<T> {
  const answer = await kernel.execute(`console.log(JSON.stringify(${expression}))`);
  const [{ text }] = contents(answer, "stream");
  return JSON.parse(text as string) as T;
}

describe("await model.train() in a cell", () => {
  test("shows one output, updated at most twenty times a second, last exactly at the end", async () => {
    const answer = await kernel.execute(`${model("whole")}
      await whole.train({ iterations: 40_000, learningRate: 0.05 });`);
    expect(answer.reply?.content.status).toBe("ok");
    const kinds = order(answer).filter((type) => !["busy", "execute_input", "idle"].includes(type));
    const updates = contents(answer, "update_display_data");
    expect(kinds, "one display and its updates, nothing else").toEqual([
      "display_data",
      ...updates.map(() => "update_display_data"),
    ]);
    const ids = ["display_data", "update_display_data"]
      .flatMap((type) => contents(answer, type))
      .map(({ transient }) => transient.display_id as string);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toBeTruthy();

    const shown = states(answer);
    const last = shown.at(-1)!;
    const { seconds } = last.timing;
    console.log(`live training: ${updates.length} updates in ${seconds.toFixed(2)} s`);
    expect(updates.length).toBeLessThanOrEqual(20 * seconds + 2);
    expect(seconds, "long enough for the limit to mean something").toBeGreaterThan(0.3);
    expect(updates.length).toBeGreaterThan(2);
    expect(shown[0]).toMatchObject({ state: "running", iteration: 0, iterations: 40_000 });
    expect(last).toMatchObject({ state: "done", iteration: 40_000, iterations: 40_000 });
    expect(last.loss.iterations.at(-1)).toBe(40_000);
    expect(last.loss.values.at(-1)).toBe(await valueOf("whole.history.loss.at(-1)"));
  });

  test("gives the numbers of trainModel", async () => {
    await kernel.execute(
      `${model("silent")} silent.trainModel({ iterations: 40_000, learningRate: 0.05 }); undefined`,
    );
    expect(
      await valueOf(
        "Buffer.compare(Buffer.from(whole.L.values.buffer), Buffer.from(silent.L.values.buffer))",
      ),
    ).toBe(0);
  });

  test("the last state has every form that a front end may show", async () => {
    const answer = await kernel.execute(
      `${model("small")} await small.train({ iterations: 20, learningRate: 0.05 });`,
    );
    const { data } = contents(answer, "update_display_data").at(-1);
    expect(data["text/plain"]).toMatch(/^done: 20 iterations in .*, loss /);
    expect(data["text/html"]).toContain('<progress value="20" max="20"');
    expect(data["image/svg+xml"]).toContain("Training done");
  });
});

/** Starts a cell that trains for ever, and interrupts it. */
async function interrupted(
  code: string,
  how: "signal" | "message",
  begun: (answer: Answer) => boolean = (answer) => streamText(answer).includes("begins"),
): Promise<Answer> {
  const id = await kernel.send(code);
  await expect.poll(async () => begun(await kernel.late(id, 0.1)), { timeout: 30_000 }).toBe(true);
  if (how === "signal") await kernel.interrupt();
  else await kernel.request("interrupt_request", {}, "control");
  const answer = await kernel.collect(id);
  expect(answer.timedOut).toBe(false);
  return answer;
}

/** The model is at the last whole iteration, and the next cell trains on from there; gives the iteration. */
async function expectUsable(name: string): Promise<number> {
  const [iteration, recorded] = await valueOf<number[]>(
    `[${name}.iteration, ${name}.history.iterations.at(-1)]`,
  );
  expect(recorded).toBe(iteration);
  expect(await valueOf(`[...${name}.L.values, ...${name}.U.values].every(Number.isFinite)`)).toBe(true);
  const next = await kernel.execute(`await ${name}.train({ iterations: 50, learningRate: 0.05 });`);
  expect(next.reply?.content.status).toBe("ok");
  const end = iteration + 50;
  expect(states(next).at(-1)).toMatchObject({ state: "done", start: iteration, iteration: end });
  return iteration;
}

const forEver = "{ iterations: 2_000_000_000, learningRate: 0.05 }";

describe("an interrupt", () => {
  test.each(["signal", "message"] as const)(
    "of train, by %s: error and output name the iteration, the next cell trains on",
    async (how) => {
      const code = `${model("told")} await told.train(${forEver});`;
      const isUnderWay = (answer: Answer): boolean => states(answer).some((state) => state.iteration > 0);
      const answer = await interrupted(code, how, isUnderWay);
      const iteration = await expectUsable("told");
      const [{ ename, evalue }] = contents(answer, "error");
      expect(ename).toBe("KeyboardInterrupt");
      expect(evalue).toBe(
        `training was stopped at iteration ${iteration.toLocaleString("en-US")} of 2,000,000,000; ` +
          "the model keeps the factors of that iteration",
      );
      const last = states(answer).at(-1);
      expect(last).toMatchObject({ state: "stopped", iteration, iterations: 2_000_000_000 });
    },
  );

  test("sent as a message stops trainModel: the error names the iteration, the next cell trains on", async () => {
    const code = `${model("silent2")} console.log("begins"); silent2.trainModel(${forEver});`;
    const answer = await interrupted(code, "message");
    const iteration = await expectUsable("silent2");
    const [{ ename, evalue }] = contents(answer, "error");
    expect(ename).toBe("KeyboardInterrupt");
    expect(evalue).toContain(`stopped at iteration ${iteration.toLocaleString("en-US")} of 2,000,000,000`);
  });

  // A signal ends synchronous code by force, and a loop of the cell's own looks for interrupts too: neither has to
  // know of an iteration.
  test.each([
    ["trainModel, by signal", `cut.trainModel(${forEver});`],
    ["a loop over the events", `for (const event of cut.trainingEvents(${forEver})) void event;`],
  ])("leaves a usable model in %s, and the next cell trains on", async (_what, code) => {
    const answer = await interrupted(`${model("cut")} console.log("begins"); ${code}`, "signal");
    expect(contents(answer, "error")[0].ename).toBe("KeyboardInterrupt");
    await expectUsable("cut");
  });
});

test("divergence ends the output with what became of the model", async () => {
  const answer = await kernel.execute(`${model("wild")} await wild.train({ learningRate: 50 });`);
  expect(contents(answer, "error")[0].ename).toBe("DivergenceError");
  const last = states(answer).at(-1)!;
  expect(last.state).toBe("diverged");
  expect(last.divergedAt).toBeGreaterThan(last.iteration);
});
