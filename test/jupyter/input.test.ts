import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contents, KernelClient, order, streamText, type Answer } from "./client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});

afterAll(() => kernel.close());

/** Runs a cell that asks once, types the answer, and gives the question and what came of the cell. */
async function ask(code: string, typed: string): Promise<{ question: object; answer: Answer }> {
  const id = await kernel.send(code);
  const request = await kernel.inputRequest(id);
  if (request === null) throw new Error(`${code} asked for nothing`);
  await kernel.type(typed);
  return { question: request.content as object, answer: await kernel.collect(id) };
}

function shown(answer: Answer): string {
  return contents(answer, "execute_result")[0].data["text/plain"] as string;
}

describe("a cell that asks", () => {
  test.each([
    ['Jupyter.input("Name: ")', "Ada 😀", { prompt: "Name: ", password: false }, "'Ada 😀'"],
    ["Jupyter.input()", "", { prompt: "", password: false }, "''"],
    ['Jupyter.password("Secret: ")', "hunter2", { prompt: "Secret: ", password: true }, "'hunter2'"],
    ['prompt("Name")', "Ada", { prompt: "Name ", password: false }, "'Ada'"],
    ['prompt("Name")', "", { prompt: "Name ", password: false }, "''"],
    ['prompt("Name", "Bob")', "", { prompt: "Name [Bob] ", password: false }, "'Bob'"],
    ['prompt("Name", "Bob")', "Ada", { prompt: "Name [Bob] ", password: false }, "'Ada'"],
    ['confirm("Go on?")', "y", { prompt: "Go on? [y/N] ", password: false }, "true"],
    ['confirm("Go on?")', "n", { prompt: "Go on? [y/N] ", password: false }, "false"],
    ['confirm("Go on?")', "", { prompt: "Go on? [y/N] ", password: false }, "false"],
    ['String(alert("Done"))', "", { prompt: "Done [Enter] ", password: false }, "'undefined'"],
  ])("%s gets what is typed: %j", async (code, typed, question, result) => {
    const asked = await ask(code, typed);
    expect(asked.question).toEqual(question);
    expect(shown(asked.answer)).toBe(result);
  });

  test("waits for the answer: what it has printed is seen, what follows is not", async () => {
    const id = await kernel.send(
      'console.log("before"); const name = prompt("Name"); console.log("after", name);',
    );
    await kernel.inputRequest(id);
    expect(streamText(await kernel.late(id, 0.3))).toBe("before\n");
    await kernel.type("Ada");
    expect(streamText(await kernel.collect(id))).toBe("before\nafter Ada\n");
  });

  test("may ask many times, also after an await", async () => {
    const id = await kernel.send(
      'await null; let sum = 0; for (let i = 0; i < 3; i++) sum += Number(prompt("Number")); sum',
    );
    for (const typed of ["1", "20", "300"]) {
      expect(await kernel.inputRequest(id)).not.toBeNull();
      await kernel.type(typed);
    }
    expect(shown(await kernel.collect(id))).toBe("321");
  });
});

describe("an interrupt", () => {
  test("ends a cell that waits for an answer, and the next one does not get the late answer", async () => {
    const id = await kernel.send('prompt("Name")');
    await kernel.inputRequest(id);
    await kernel.interrupt();
    const answer = await kernel.collect(id);
    expect(answer.reply?.content).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    expect(order(answer).at(-1)).toBe("idle");
    await kernel.type("too late");
    await kernel.execute("1");
    expect(shown((await ask('prompt("Again")', "in time")).answer)).toBe("'in time'");
  });
});

describe("where nobody can be asked", () => {
  const alone = { allow_stdin: false };

  test.each(["input", "password"])("Jupyter.%s throws an error that says so", async (name) => {
    const { reply } = await kernel.execute(`Jupyter.${name}("Name: ")`, alone);
    expect(reply?.content).toMatchObject({ status: "error", ename: "StdinNotImplementedError" });
  });

  test("prompt gives null, confirm false, and alert shows its text", async () => {
    const answer = await kernel.execute('[prompt("Name", "Bob"), confirm("Sure?"), alert("Done")]', alone);
    expect(shown(answer)).toBe("[ null, false, undefined ]");
    expect(streamText(answer)).toBe("Done\n");
  });

  test("a timer that asks after its cell has ended fails, and the kernel goes on", async () => {
    const id = await kernel.send('setTimeout(() => prompt("Name"), 200); undefined');
    await kernel.collect(id);
    const answer = await kernel.late(id, 0.8);
    expect(streamText(answer, "stderr")).toContain("only while a cell runs");
    expect(shown(await kernel.execute("6 * 7"))).toBe("42");
  });
});

test("a cell may have names of its own in place of the kernel's", async () => {
  const own = await kernel.execute('const prompt = (text: string) => `own ${text}`; prompt("a")');
  expect(shown(own)).toBe("'own a'");
  expect(shown(await kernel.execute('prompt("b")'))).toBe("'own b'");
});
