import { describe, expect, it } from "vitest";
import { choosePython, isNewEnough, parseAnswer } from "../../scripts/lib/python.mjs";

const python = (version: string, complete = true, command = ["python3"]) => ({ command, version, complete });

describe("Python's answer", () => {
  it("is a version and whether it can make environments", () => {
    expect(parseAnswer("3.11.7 complete\n")).toEqual({ version: "3.11.7", complete: true });
    expect(parseAnswer("3.12.3 bare\n")).toEqual({ version: "3.12.3", complete: false });
  });

  it("is understood where only a version is printed", () => {
    expect(parseAnswer("Python 3.8.10\n")).toEqual({ version: "3.8.10", complete: true });
  });

  it("is none where there is no version in it", () => {
    expect(parseAnswer("Python was not found; run without arguments to install\n")).toBeNull();
  });
});

describe("a Python is new enough", () => {
  it.each(["3.10.0", "3.11.7", "3.14.0", "4.0.1"])("%s", (version) => {
    expect(isNewEnough(version)).toBe(true);
  });
});

describe("a Python is too old", () => {
  it.each(["2.7.18", "3.8.10", "3.9.21"])("%s", (version) => {
    expect(isNewEnough(version)).toBe(false);
  });
});

describe("the choice of a Python", () => {
  it("is the first that is new enough", () => {
    const found = [python("3.8.10"), python("3.12.1", true, ["py", "-3"]), python("3.13.0")];
    expect(choosePython(found)).toEqual({ python: found[1] });
  });

  it("passes over one that cannot make environments", () => {
    const found = [python("3.12.1", false), python("3.11.2", true, ["python3.11"])];
    expect(choosePython(found)).toEqual({ python: found[1] });
  });

  it("says in one sentence what to do where there is none", () => {
    const sentence = /^Factorlab needs Python 3\.10 or newer and found none: install .* and try again\.$/;
    expect(choosePython([])).toEqual({ complaint: expect.stringMatching(sentence) });
  });

  it("says what it found where that is too old", () => {
    const sentence = /^Factorlab needs Python 3\.10 or newer and found 3\.8\.10 \(python3\): install .*\.$/;
    expect(choosePython([python("3.8.10")])).toEqual({ complaint: expect.stringMatching(sentence) });
  });

  it("names Debian's package where Python lacks ensurepip", () => {
    const complaint =
      "python3 3.12.3 cannot make a virtual environment: run `sudo apt install python3-venv` and try again.";
    expect(choosePython([python("3.12.3", false)])).toEqual({ complaint });
  });
});
