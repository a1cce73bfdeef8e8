import { expect, test } from "vitest";
import { ProgressLine } from "../../src/jupyter/command/progress-line";

function said(isTTY: boolean, isQuiet = false, env: NodeJS.ProcessEnv = {}, columns = 40): string {
  let text = "";
  const progress = new ProgressLine({ isTTY, columns, write: (more) => (text += more) }, isQuiet, env);
  progress.begin("Reading a.csv");
  progress.update("much of the file, and more than a line of the terminal holds");
  progress.end("12 ratings");
  return text;
}

test("progress is one line of a terminal, never wrapped, which the result replaces", () => {
  expect(said(true)).toBe("\r\x1b[KReading a.csv … \r\x1b[K12 ratings\n");
});

test("a terminal that does not say its width has 80 columns, and nothing is cleared where nothing was drawn", () => {
  const drawn: string[] = [];
  const progress = new ProgressLine(
    { isTTY: true, columns: 0, write: (text) => drawn.push(text) },
    false,
    {},
  );
  progress.begin("x".repeat(100));
  progress.end();
  progress.end();
  expect(drawn).toEqual([`\r\x1b[K${"x".repeat(79)}`, "\r\x1b[K"]);
});

test("progress is drawn anew at most ten times a second", async () => {
  let drawn: string[] = [];
  const progress = new ProgressLine(
    { isTTY: true, columns: 30, write: (text) => drawn.push(text) },
    false,
    {},
  );
  progress.begin("Training");
  drawn = [];
  for (let n = 0; n < 1000; n++) progress.update(`epoch ${n}`);
  expect(drawn).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 120));
  progress.update("epoch 1000, and so on and so on");
  expect(drawn).toEqual(["\r\x1b[KTraining … epoch 1000, and so"]);
});

test("progress is a line for each part where nobody watches a terminal, and nothing when it is to be quiet", () => {
  expect(said(false)).toBe("Reading a.csv …\n12 ratings\n");
  expect(said(true, false, { TERM: "dumb" })).toBe("Reading a.csv …\n12 ratings\n");
  expect(said(true, true)).toBe("");
  expect(said(false, true)).toBe("");
});
