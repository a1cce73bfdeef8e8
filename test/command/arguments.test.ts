import { describe, expect, test } from "vitest";
import { self } from "../../src/jupyter/command/invocation";
import { helpText } from "../../src/jupyter/command/help";
import { readArguments } from "../../src/jupyter/command/arguments";

function complaint(...typed: string[]): string {
  try {
    readArguments(typed);
  } catch (error) {
    if ((error as Error).name === "UsageError") return (error as Error).message;
    throw error;
  }
  return "";
}

describe("a command line", () => {
  test("is a command with its options, in any order", () => {
    const place = { prefix: "a b", python: "python3.12" };
    expect(readArguments(["install", "--prefix", "a b", "--python=python3.12"])).toMatchObject({
      command: "install",
      place,
    });
    expect(readArguments(["--prefix=a b", "uninstall", "--python", "python3.12"])).toMatchObject({
      command: "uninstall",
      place,
    });
  });

  test("passes on to lab what comes after two dashes", () => {
    expect(readArguments(["lab", "a b.ipynb", "--", "--no-browser", "--", "-h"])).toEqual({
      command: "lab",
      python: undefined,
      path: "a b.ipynb",
      rest: ["--no-browser", "--", "-h"],
    });
  });

  test.each([
    [[], { command: "help" }],
    [["--help"], { command: "help" }],
    [["help"], { command: "help" }],
    [["help", "install"], { command: "help", about: "install" }],
    [["install", "-h"], { command: "help", about: "install" }],
    [["install", "--user", "--help"], { command: "help", about: "install" }],
    [["--version"], { command: "version" }],
    [["-v"], { command: "version" }],
  ])("%j asks for help or the version", (typed, request) => {
    expect(readArguments(typed)).toEqual(request);
  });

  test.each(["recommend", "evaluate", "lab", "install", "uninstall", "doctor"] as const)(
    "of each example in the help of %s is understood",
    (command) => {
      const [, examples = ""] = helpText(command).split("Examples:\n");
      const typed = examples
        .split("\n\n")[0]
        .split("\n")
        .filter((line) => line !== "");
      expect(typed.length).toBeGreaterThanOrEqual(1);
      for (const line of typed) {
        // Of a pipe, our own part; shells take quotes away.
        const own = line.split("|").find((part) => part.includes("factorlab "))!;
        const [program, ...args] = own.trim().split(" ");
        expect(program).toBe("factorlab");
        expect(readArguments(args)).toMatchObject({ command });
      }
    },
  );

  test("opens the notebooks, or removes the environment of lab", () => {
    expect(readArguments(["lab", "--notebooks", "--", "--no-browser"])).toMatchObject({
      ...{ command: "lab", notebooks: true, rest: ["--no-browser"] },
    });
    expect(readArguments(["lab", "--uninstall"])).toEqual({ command: "lab-uninstall" });
    expect(complaint("lab", "--uninstall", "--notebooks")).toBe(
      'factorlab lab --uninstall does not know what to do with "--notebooks".',
    );
    expect(complaint("lab", "--notebooks", "mine.ipynb")).toMatch(/"mine\.ipynb" is one path too many/);
  });

  test("takes what begins with a dash behind an equals sign, and a file behind two dashes", () => {
    expect(readArguments(["recommend", "--for=-1", "--", "-x.csv"])).toMatchObject({
      users: ["-1"],
      file: "-x.csv",
    });
    expect(complaint("recommend", "--for", "-1")).toBe("--for needs a user after it.");
    expect(complaint("install", "--prefix=-x")).toBe("--prefix needs a path after it.");
  });

  test("may have one dash where two are meant", () => {
    expect(readArguments(["install", "-user"])).toMatchObject({ place: { user: true } });
  });
});

describe("a mistake in a command line", () => {
  test.each([
    [["instal"], 'There is no command "instal". Did you mean "install"?'],
    [["unistall"], 'There is no command "unistall". Did you mean "uninstall"?'],
    [["Doctor"], 'There is no command "Doctor". Did you mean "doctor"?'],
    [["help", "docter"], 'There is no command "docter". Did you mean "doctor"?'],
    [["install", "--usr"], 'factorlab install has no option --usr. Did you mean "--user"?'],
    [["install", "--sysprefix"], 'factorlab install has no option --sysprefix. Did you mean "--sys-prefix"?'],
    [["--vesion"], 'There is no option --vesion. Did you mean "--version"?'],
  ])("%j is answered with the most similar name", (typed, message) => {
    expect(complaint(...typed)).toBe(message);
  });

  test("gets no suggestion where no name is similar", () => {
    expect(complaint("frobnicate")).toBe('There is no command "frobnicate".');
    expect(complaint("doctor", "--everything")).toBe("factorlab doctor has no option --everything.");
  });

  test.each([
    [["doctor", "--user"], "factorlab doctor has no option --user."],
    [["install", "--user", "--prefix", "x"], "--user and --prefix name two places: give one of them."],
    [["install", "--prefix"], "--prefix needs a path after it."],
    [["install", "--prefix", "--user"], "--prefix needs a path after it."],
    [["install", "--prefix="], "--prefix needs a path after it."],
    [["install", "--user=yes"], '--user takes no value and got "yes".'],
    [["install", "here"], 'factorlab install does not know what to do with "here".'],
    [["doctor", "--", "x"], 'factorlab doctor does not know what to do with "x".'],
    [["lab", "a", "b"], 'factorlab lab opens one notebook or folder and got "a" and "b".'],
    [["--user"], "Say what is to be done, such as: factorlab install --user"],
  ])("%j is an error that names it", (typed, message) => {
    expect(complaint(...typed)).toBe(message);
  });

  test("carries what was typed and what is known, and where to read on", () => {
    expect(() => readArguments(["install", "--usr"])).toThrow(
      expect.objectContaining({
        argument: "usr",
        actual: "--usr",
        expected: "one of --sys-prefix, --user, --prefix, --python, --force, --help",
        advice: [`${self} install --help shows its options.`],
      }) as Error,
    );
  });
});
