/** Cells of a real kernel that train on a real cluster: what they show, how they are stopped, and what is left. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { said } from "../../lib/view";
import type { TableViewPayload, TextPayload } from "../../lib/view";
import { contents, KernelClient, streamText } from "../jupyter/client";
import type { Answer } from "../jupyter/client";
import { bundlesOf, codeCells, joined, needsSpark, notebooks, textOf } from "../notebook-cells";
import type { Bundle } from "../notebook-cells";
import { TOKEN } from "./cluster";
import { leftSessions, openSessions, remote, runningJobs, spark } from "./helpers";

const MIME = "application/vnd.factorlab.v1+json";
const NOTEBOOK = "09-service.ipynb";

/** A cell whose training takes as long as it may. */
const LONG = `
import { Ratings } from "factorlab";
import { SparkALS } from "factorlab/spark";
const rows = Array.from({ length: 12_000 }, (_, k) => [k % 600, Math.floor(k / 600) * 4 + (k % 4), 1 + (k % 5)] as const);
const model = await new SparkALS({ features: 40, iterations: 10, userBlocks: 4, itemBlocks: 4 }).fit(Ratings.from(rows));
`;

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start("factorlab", notebooks, undefined, { SPARK_REMOTE: remote });
});

afterAll(() => kernel.close());

/** Whether a bundle is the live output of a training on Spark. */
const isLive = (bundle: Bundle): boolean => String(bundle["text/plain"]).startsWith("Training on Spark");

/** The states of the live output, in their order. */
function states(answer: Answer): TableViewPayload[] {
  return answer.messages
    .filter(
      ({ msg_type: type, content }) =>
        type.endsWith("display_data") && isLive((content as { data: Bundle }).data),
    )
    .map(({ content }) => (content as { data: Bundle }).data[MIME] as TableViewPayload);
}

/** The tasks that a step has done; 0 before it has begun. */
const tasksOf = (payload: TableViewPayload | undefined, name: string): number =>
  Number(payload?.rows.find(([step]) => said(step as TextPayload) === name)?.[2] ?? 0);

/** Sends a cell, and waits until it trains on Spark: its output says so, and so does Spark. */
async function begun(code: string): Promise<string> {
  const id = await kernel.send(code);
  for (;;) {
    const answer = await kernel.collect(id, 0.2);
    if (!answer.timedOut) throw new Error(`the cell has ended: ${JSON.stringify(answer.reply)}`);
    if (tasksOf(states(answer).at(-1), "training") > 0 && (await runningJobs()) > 0) return id;
  }
}

it("a training has one output, which says how far it is and links to Spark's page", async () => {
  const answer = await kernel.collect(
    await kernel.send(`
      import { Ratings } from "factorlab";
      import { SparkALS } from "factorlab/spark";
      const rows = Array.from({ length: 300 }, (_, k) => [k % 30, Math.floor(k / 30), 1 + (k % 5)] as const);
      const model = await new SparkALS({ features: 2, iterations: 2, userBlocks: 2, itemBlocks: 2 }).fit(Ratings.from(rows));
      console.log(model.name, model.epoch);`),
    120,
  );
  expect(answer.reply?.content, streamText(answer, "stderr")).toMatchObject({ status: "ok" });
  expect(streamText(answer)).toBe("ALS 2\n");
  expect(contents(answer, "display_data")).toHaveLength(1);
  const updates = contents(answer, "update_display_data");
  expect(updates.length).toBeGreaterThan(3);
  const [{ transient }] = contents(answer, "display_data");
  for (const update of updates) expect(update.transient.display_id).toBe(transient.display_id);
  const all = states(answer);
  const last = all.at(-1)!;
  expect(said(all[0].title)).toMatch(/^Training on Spark: running, \d+\.\d s$/);
  expect(said(last.title)).toMatch(/^Training on Spark: done, \d+\.\d s$/);
  expect(last.columns.map(({ name }) => said(name))).toEqual([
    "step",
    "stages done",
    "tasks done",
    "seconds",
  ]);
  expect(last.rows.map(([step]) => said(step as TextPayload))).toEqual([
    ...["reaching Spark", "sending the ratings", "centring the ratings", "training", "fetching the factors"],
  ]);
  // It goes on while it trains, and never back.
  const tasks = all.map((payload) => tasksOf(payload, "training"));
  expect(tasks).toEqual([...tasks].sort((a, b) => a - b));
  expect(new Set(tasks).size).toBeGreaterThan(2);
  const note = said(last.notes![0]);
  expect(note).toContain(`${spark.page}/connect/session/?id=`);
  const page = await fetch(/http\S+/.exec(note)![0]);
  expect(page.status).toBe(200);
  expect(JSON.stringify(answer)).not.toContain(TOKEN);
});

it("the stop button ends the job on Spark as well, and leaves nothing there", async () => {
  const id = await begun(LONG);
  await kernel.interrupt();
  const answer = await kernel.collect(id, 30);
  expect(answer.reply?.content).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  expect(answer.reply?.content.evalue).toBe("the cell was interrupted");
  expect(await leftSessions(10)).toBe(0);
  expect(await runningJobs()).toBe(0);
  // The cell has ended at once; its output says so when Spark has ended as well.
  await expect
    .poll(async () => said(states(await kernel.late(id, 0.2)).at(-1)!.title), { timeout: 20_000 })
    .toMatch(/^Training on Spark: stopped, /);
  const after = await kernel.execute("rows.length");
  expect(contents(after, "execute_result")[0].data["text/plain"]).toBe("12000");
});

it("notebook 09 gives on the cluster the numbers that are committed", async () => {
  const cells = codeCells(NOTEBOOK);
  const onSpark = cells.filter(needsSpark);
  expect(onSpark.map(({ id }) => id)).toEqual(["on-a-cluster"]);
  for (const cell of cells.filter(({ id }) => ["data", "on-this-machine", "on-a-cluster"].includes(id))) {
    const answer = await kernel.execute(joined(cell.source), {}, 120);
    expect(answer.reply?.content.status, `${cell.id}: ${streamText(answer, "stderr")}`).toBe("ok");
    if (!needsSpark(cell)) continue;
    expect(streamText(answer)).toBe(textOf(cell));
    const shown = contents(answer, "display_data").map(({ data }) => data as Bundle);
    const committed = bundlesOf(cell);
    expect(shown.map(isLive)).toEqual([true, false]);
    expect(shown.filter((bundle) => !isLive(bundle))).toEqual(committed.filter((bundle) => !isLive(bundle)));
    // The live output has times, and an address that is another one each time.
    const [then] = committed.filter(isLive).map((bundle) => bundle[MIME] as TableViewPayload);
    expect(said(then.title)).toMatch(/^Training on Spark: done, /);
    expect(then.rows.map(([step]) => step)).toEqual(
      states(answer)
        .at(-1)!
        .rows.map(([step]) => step),
    );
  }
});

it("a kernel that is killed leaves nothing on Spark either", async () => {
  await begun(LONG);
  expect(await openSessions()).toBe(1);
  process.kill(kernel.pid, "SIGKILL");
  expect(await leftSessions(30)).toBe(0);
  expect(await runningJobs()).toBe(0);
});
