import { describe, expect, it } from "vitest";
import { UsageError, parseParts, parseStart, parseTest } from "../../scripts/lib/arguments.mjs";

describe("the arguments of npm start", () => {
  it("open a browser on a free port by default", () => {
    expect(parseStart([])).toEqual({ help: false, browser: true, port: undefined });
  });

  it("turn the browser off and name a port", () => {
    expect(parseStart(["--no-browser", "--port", "8890"])).toEqual({
      help: false,
      browser: false,
      port: 8890,
    });
    expect(parseStart(["--port=1"]).port).toBe(1);
  });

  it.each([["0"], ["65536"], ["-1"], ["80a"], [""]])("refuse the port %j", (port) => {
    expect(() => parseStart([`--port=${port}`])).toThrow(UsageError);
  });

  it("refuse what they do not know, by name", () => {
    expect(() => parseStart(["--prot", "1"])).toThrow(
      /^Unknown option '--prot'\. See `npm start -- --help`\.$/,
    );
    expect(() => parseStart(["notebook"])).toThrow(/Unexpected argument 'notebook'/);
  });
});

describe("the parts of npm test", () => {
  const all = ["format", "lint", "unit"];

  it("are all of them by default", () => {
    expect(parseParts([], all)).toEqual(all);
  });

  it("run in their order, each once", () => {
    expect(parseParts(["unit", "format", "unit"], all)).toEqual(["format", "unit"]);
  });

  it("are named where one is unknown", () => {
    expect(() => parseParts(["units"], all)).toThrow(
      'There is no part "units"; the parts are format, lint, unit.',
    );
  });

  it("repeat things as often as ever where --full is among them", () => {
    expect(parseTest(["unit"], all)).toEqual({ names: ["unit"], full: false });
    expect(parseTest(["--full", "unit"], all)).toEqual({ names: ["unit"], full: true });
    expect(parseTest(["--full"], all)).toEqual({ names: all, full: true });
    expect(() => parseTest(["--fully"], all)).toThrow(UsageError);
  });
});
