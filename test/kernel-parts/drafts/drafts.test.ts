import { describe, expect, test } from "vitest";
import "../../../lib/jupyter/platform/node-platform";
import { Assistant, type CompleteReply } from "../../../lib/session/language/assistant";
import { CellCompiler } from "../../../lib/session/language/cell-compiler";
import { root } from "../../../scripts/lib/paths.mjs";
import { processorTime } from "../../processor-time";
import { declarations } from "./declarations";
import { drafts, type Draft } from "./drafts";

const folder = `${root}/notebooks`;

/** An assistant behind cells that have run. */
function sessionOf(cells: readonly string[]): Assistant {
  const compiler = new CellCompiler(folder);
  cells.forEach((code, index) => {
    const compilation = compiler.compile(code, `cell[${index + 1}].1`);
    if ("diagnostics" in compilation) throw new Error(compilation.diagnostics[0].message);
    compilation.cell.adopt(compilation.cell.defines);
  });
  return new Assistant(compiler);
}

interface Session {
  assistant: Assistant;
  /** What stands before a draft in its own cell. */
  head: string;
}

const sessions: Record<string, Session> = {
  "no earlier cell": { assistant: sessionOf([]), head: `${declarations.join("\n")}\n` },
  "one earlier cell": { assistant: sessionOf([declarations.join("\n")]), head: "" },
  "a cell for each name": { assistant: sessionOf(declarations), head: "" },
};

interface Typed {
  code: string;
  /** In characters. */
  cursor: number;
}

function typedIn({ head }: Session, draft: string): Typed {
  const [before, after] = draft.split("▮");
  return { code: head + before + after, cursor: Array.from(head + before).length };
}

function completed(session: Session, draft: string): CompleteReply & { typed: string } {
  const { code, cursor } = typedIn(session, draft);
  const reply = session.assistant.complete(code, cursor);
  return { ...reply, typed: Array.from(code).slice(reply.cursor_start, cursor).join("") };
}

/** What a draft lacks: expected names that are not offered, or not in their place. */
function lacking(session: Session, [draft, ...expected]: Draft): string[] {
  const { matches, typed } = completed(session, draft);
  const missing = expected.filter((name) => !matches.includes(name));
  const ranks = matches.map((name) =>
    name.startsWith(typed) ? 0 : name.toLowerCase().startsWith(typed.toLowerCase()) ? 1 : 2,
  );
  const isInOrder = ranks.every((rank, index) => index === 0 || ranks[index - 1] <= rank);
  const isDoubled = new Set(matches).size < matches.length;
  return [
    ...missing,
    ...(isInOrder ? [] : ["the order of what was typed"]),
    ...(isDoubled ? ["each once"] : []),
  ];
}

/** Drafts as people leave them, and worse. */
const odd: readonly string[] = [
  ...drafts.filter((_, index) => index % 10 === 0).map(([draft]) => draft.replace("▮", "")),
  ..."({[`'\"/*<@#?.,;:=!~\\😀\u0000\ud83d\u2028".split(""),
  "((((".repeat(20_000),
  `${"[".repeat(5000)}rows.`,
  `${"rows.map((row) => ".repeat(60)}row.`,
  `"${"x".repeat(300_000)}`,
  `${"total + ".repeat(3000)}rows.`,
  "declare global { interface Array<T> { planted: T } var planted: number }",
  'declare module "node:path" { export const planted: number }',
];

describe("an unfinished draft", () => {
  test("there are more than 200 of them, all different", () => {
    expect(new Set(drafts.map(([code]) => code)).size).toBe(drafts.length);
    expect(drafts.length).toBeGreaterThan(200);
  });

  test.each(Object.entries(sessions))("is completed with the names that fit, behind %s", (_, session) => {
    const lost = drafts.flatMap((draft) => {
      const missing = lacking(session, draft);
      return missing.length > 0 ? [`${JSON.stringify(draft[0])} lacks ${missing.join(", ")}`] : [];
    });
    expect(lost).toEqual([]);
  });

  test("changes nothing that the session knows, whatever it is", () => {
    const { assistant } = sessions["a cell for each name"];
    const before = assistant.complete("", 0).matches;
    for (const code of odd) {
      assistant.complete(code, Array.from(code).length);
      assistant.inspect(code, Array.from(code).length, 1);
    }
    expect(assistant.complete("", 0).matches).toEqual(before);
    expect(assistant.complete("rows.planted", 12).matches).toEqual([]);
  });

  test("takes less than a second, also behind 100 cells", () => {
    const assistant = sessionOf(Array.from({ length: 100 }, (_, n) => `const value${n} = [${n}];`));
    assistant.complete("value1", 6);
    for (const draft of ["value7.", "", "value7.map((one) => one.", "((((".repeat(20_000)]) {
      expect(processorTime(() => assistant.complete(draft, draft.length))).toBeLessThan(1000);
    }
  });

  test.each([
    ["a cursor beyond the end", "rows.", 99, "map"],
    ["a cursor before the beginning", "rows", -3, "rows"],
    ["a cursor that is no whole number", "rows.", 4.5, "map"],
  ])("may have %s", (_, code, cursor, name) => {
    expect(sessions["one earlier cell"].assistant.complete(code, cursor).matches).toContain(name);
  });

  test.each([
    ["'😀'; ro▮", [5, 7]],
    ["'😀'; ro▮ws", [5, 9]],
    ["const 𝒳value = 1; 𝒳va▮", [18, 21]],
    ["größe.lä▮", [6, 8]],
    ["class A { #one = 1; b() { this.#o▮ } }", [31, 33]],
    ['import "node:pa▮"', [8, 15]],
    ['settings["de▮"]', [10, 12]],
  ] as const)("says which characters a match replaces, in %s", (draft, [start, end]) => {
    const { cursor_start, cursor_end, matches, metadata } = completed(sessions["one earlier cell"], draft);
    expect([cursor_start, cursor_end]).toEqual([start, end]);
    expect(metadata._jupyter_types_experimental[0]).toMatchObject({ text: matches[0], start, end });
  });

  test("puts what begins with the typed letters first, then other capitals, then what contains them", () => {
    const assistant = sessionOf(["const unit = 1, Unity = 2, community = 3, unitary = 4;"]);
    const { matches } = assistant.complete("unit", 4);
    expect(matches.slice(0, 2)).toEqual(["unit", "unitary"]);
    expect(matches.indexOf("Unity")).toBeGreaterThan(matches.indexOf("unitary"));
    expect(matches.indexOf("community")).toBeGreaterThan(matches.indexOf("Unity"));
  });

  test.each(["const ▮", "function ▮", "class ▮", "// ro▮", "/* ro▮", "'ro▮", "`ro▮", "let r▮ = 1"])(
    "is offered nothing where a new name or text stands: %s",
    (draft) => {
      expect(completed(sessions["one earlier cell"], draft).matches).toEqual([]);
    },
  );
});

describe("inspection of an unfinished draft", () => {
  test.each([
    ["hal▮ve(", "halve(value: number"],
    ["halve(▮", "Halves a value."],
    ["halve(total, ▮", "Halves a value."],
    ["halve(total, { di▮gits", "digits"],
    ["console.log(halve(▮", "Halves a value."],
    ["rows▮.", "const rows"],
    ["rows.▮", "const rows"],
    ["rows.map▮(", "map"],
    ["rows.map((row) => row.st▮ars", "stars: number"],
    ["if (tot▮al", "total: number"],
    ["new Point▮(", "Point"],
    ["`${to▮tal", "total: number"],
    ["let one: Se▮ttings", "interface Settings"],
    ["let one: Mo▮de\nconst", 'type Mode = "fast" | "slow"'],
    ["'😀'; größ▮e.", "länge"],
    ["'😀'; 1 + tota▮l", "total: number"],
    ["join▮Path(", "join"],
    ["Col▮our.", "enum Colour"],
    ["total▮\nimport { a } from", "total: number"],
  ])("finds %s", (draft, text) => {
    for (const session of Object.values(sessions)) {
      const { code, cursor } = typedIn(session, draft);
      const { found, data } = session.assistant.inspect(code, cursor);
      expect([found, data["text/plain"]]).toEqual([true, expect.stringContaining(text)]);
    }
  });

  test.each(["  ▮", "// to▮tal", "'to▮tal'", "▮"])("finds nothing in %j", (draft) => {
    const { code, cursor } = typedIn(sessions["one earlier cell"], draft);
    expect(sessions["one earlier cell"].assistant.inspect(code, cursor).found).toBe(false);
  });
});
