import { afterAll, describe, expect, test } from "vitest";
import { rounds } from "../rounds";
import { contents, KernelClient, order, streamText, type Answer, type Received } from "./client";
import { isCommon, lastingPatches, patches, type Check, type Patch } from "./patches";

/** Seconds after which a cell is lost. */
const PATIENCE = 8;
/** Kernels that share the table, so that both cores work. */
const LANES = 2;

const counts = { patches: 0, checks: 0, lost: 0 };

afterAll(() => {
  console.log(`${counts.patches} patches, ${counts.checks} checks, ${counts.lost} lost`);
});

/** Keeps what a patch is about to replace; nothing of it is looked up again when it is put back. */
const KEEPER = `const keeper = (() => {
  const { defineProperty, deleteProperty, set } = Reflect;
  let target: object | undefined, key: PropertyKey, before: PropertyDescriptor | undefined, value: unknown;
  return {
    keep(place: () => [object, PropertyKey]) {
      const isRestored = this.restore();
      const [at, name] = ([target, key] = place());
      const own = Object.getOwnPropertyDescriptor(at, name);
      before = own && Object.assign(Object.create(null), own);
      value = own?.set && own.get?.call(at);
      return isRestored;
    },
    restore() {
      if (target === undefined) return true;
      if (before === undefined) return deleteProperty(target, key);
      // What an accessor has stored, such as that of \`globalThis.process\`, does not come back with it.
      return defineProperty(target, key, before) && (before.set === undefined || set(target, key, value));
    },
  };
})();`;

function text(answer: Answer): unknown {
  return contents(answer, "execute_result")[0]?.data["text/plain"];
}

function isAnswered(answer: Answer): boolean {
  const status: unknown = answer.reply?.content.status;
  return !answer.timedOut && order(answer).includes("idle") && (status === "ok" || status === "error");
}

/** Whether a cell ended with an error that says something. */
function hasFailed({ reply }: Answer): boolean {
  return reply?.content.status === "error" && typeof reply.content.ename === "string";
}

/** A check sends a request at once, and judges the answer later: true where it is right. */
interface Trial {
  send(kernel: KernelClient): Promise<string>;
  judge(answer: Answer): boolean;
}

function cell(code: string, judge: (answer: Answer) => boolean): Trial {
  return { send: (kernel) => kernel.send(code, { stop_on_error: false }), judge };
}

function request(type: string, content: object, judge: (reply: Received["content"]) => boolean): Trial {
  return {
    send: (kernel) => kernel.ask(type, content),
    judge: ({ reply }) => judge(reply?.content ?? {}),
  };
}

function hasLine(answer: Answer): boolean {
  const [error] = contents(answer, "error");
  const traceback = ((error?.traceback ?? []) as string[]).join("\n");
  return error?.evalue === "too low" && /cell \[\d+\], line 2/.test(traceback);
}

const LIBRARY = `import { MatrixFactorization, display } from "factorlab";
const fac = new MatrixFactorization([[5, 3, 1], [4, 2, 1]], 2, { seed: 1 });
fac.train({ iterations: 3 });
display(fac);`;

const trials: Record<Check, Trial> = {
  value: cell("1 + 1", (answer) => text(answer) === "2"),
  print: cell('console.log("still")', (answer) => streamText(answer) === "still\n"),
  line: cell('const low = 1;\nthrow new RangeError("too low");', hasLine),
  wait: cell(
    "await new Promise((resolve) => setTimeout(resolve, 1)); 2 + 1",
    (answer) => text(answer) === "3",
  ),
  // The library is code of the person's realm: it may fail there, but has to end.
  library: cell(LIBRARY, (answer) => isAnswered(answer) || hasFailed(answer)),
  complete: request(
    "complete_request",
    { code: "keeper.rest", cursor_pos: 11 },
    ({ matches }) => (matches as string[] | undefined)?.[0] === "restore",
  ),
  interrupt: {
    send: (kernel) => kernel.interruptWhenBusy("for (;;);"),
    judge: ({ reply }) => reply?.content.ename === "KeyboardInterrupt",
  },
};

/** What a kernel can no longer do after a patch, in words; a kernel that has died ends its client as well. */
async function losses(kernel: KernelClient, patch: Patch): Promise<string[]> {
  try {
    return await findLosses(kernel, patch);
  } catch (error) {
    return [String(error)];
  }
}

async function findLosses(kernel: KernelClient, patch: Patch): Promise<string[]> {
  const { code, lost } = patch;
  const patched = await kernel.send(code, { stop_on_error: false });
  // The library takes the longest, and is the same code for all.
  const skipped =
    patch.place !== undefined && counts.patches % 4 > 0 ? ["library", "interrupt"] : ["interrupt"];
  const names = (Object.keys(trials) as Check[]).filter((name) => !skipped.includes(name));
  const ids: string[] = [];
  for (const name of names) ids.push(await trials[name].send(kernel));
  const answer = await kernel.collect(patched, PATIENCE);
  if (!isAnswered(answer)) return ["the patch itself has no answer"];
  if (answer.reply?.content.ename === "CompileError") return [String(answer.reply.content.evalue)];
  const found: string[] = [];
  for (const [k, name] of names.entries()) {
    const verdict = judged(name, await kernel.collect(ids[k], PATIENCE), lost);
    found.push(...verdict);
    if (verdict.some((each) => each.endsWith("has no answer"))) return found;
  }
  return [
    ...found,
    ...judged("interrupt", await kernel.collect(await trials.interrupt.send(kernel), PATIENCE), lost),
  ];
}

function judged(name: Check, answer: Answer, lost: readonly Check[]): string[] {
  counts.checks++;
  if (answer.timedOut) return [`${name} has no answer`];
  if (trials[name].judge(answer)) return [];
  if (lost.includes(name) && isAnswered(answer) && (hasFailed(answer) || name === "print")) return [];
  return [`${name}: ${JSON.stringify(answer)}`];
}

/** Runs the patches one after another, each in the state that the one before has left as it was. */
async function tryAll(lane: readonly Patch[]): Promise<string[]> {
  const found: string[] = [];
  let kernel: KernelClient | undefined;
  for (const patch of lane) {
    kernel ??= await startPatchable();
    const [target, key] = patch.place!;
    const kept = await kernel.execute(`keeper.keep(() => [${target}, ${key}])`, {}, PATIENCE);
    const lost =
      text(kept) === "true"
        ? await losses(kernel, patch)
        : [`the state before cannot be had again: ${JSON.stringify(kept.reply?.content)}`];
    count(lost);
    found.push(...lost.map((each) => `${patch.code}\n  ${each}`));
    if (lost.length === 0) continue;
    await kernel.close();
    kernel = undefined;
  }
  await kernel?.close();
  return found;
}

function count(lost: readonly string[]): void {
  counts.patches++;
  counts.lost += Math.min(1, lost.length);
}

async function startPatchable(): Promise<KernelClient> {
  const kernel = await KernelClient.start();
  await kernel.execute(KEEPER);
  return kernel;
}

describe("a kernel whose language a cell has patched", () => {
  test("answers that cell and all that follow", async () => {
    const tried = patches.filter((patch, k) => isCommon(patch) || k % rounds(1, 6) === 0);
    expect(tried.length).toBeGreaterThan(90);
    const lanes = Array.from({ length: LANES }, (_, lane) => tried.filter((_patch, k) => k % LANES === lane));
    const found = await Promise.all(lanes.map(tryAll));
    expect(found.flat()).toEqual([]);
  });

  test.each(lastingPatches)("answers and ends when it is asked to after: $code", async (patch) => {
    const kernel = await startPatchable();
    const lost = await losses(kernel, patch);
    count(lost);
    expect(lost).toEqual([]);
    const { reply, alive } = await kernel.shutDown(false);
    expect(reply?.content.status).toBe("ok");
    expect(alive).toBe(false);
    await kernel.close();
  });
});
