/** The parts of JupyterLite's kernel that need no page. */
import { LiteKernelClient } from "@jupyterlite/services";
import { afterEach, describe, expect, test, vi } from "vitest";
import { showAddressed } from "../../site/lite/src/addressed";
import { FrontEnds, isConnected } from "../../site/lite/src/front-ends";
import { OwnFiles } from "../../site/lite/src/own-files";
import * as sentences from "../../site/lite/src/sentences";

/** JupyterLite's files, as much of them as is read; counts what was asked for. */
function drive(files: Record<string, string>) {
  const asked: string[] = [];
  const get = (path: string, options?: { type?: string }): Promise<never> => {
    asked.push(path);
    if (options?.type === "file")
      return path in files ? answer({ content: files[path] }) : Promise.reject(new Error("404"));
    const start = path === "" ? "" : `${path}/`;
    const inside = Object.keys(files).filter((each) => each.startsWith(start));
    const names = [...new Set(inside.map((each) => each.slice(start.length).split("/")[0]))];
    const content = names.map((name) => ({ name, type: `${start}${name}` in files ? "file" : "directory" }));
    return answer({ content });
  };
  return { asked, contents: { get } };
}

const answer = (model: object): Promise<never> => Promise.resolve(model as never);

describe("the person's own files", () => {
  test("what a cell imports is read with what that imports, and told once", async () => {
    const files: Record<string, string> = {
      "own.ts": 'import t from "./deep/table.json"; export * from "./index";',
      "deep/table.json": "[1]",
      "index.js": "",
      "other.ts": "",
      "own.ipynb": "{}",
    };
    const { contents } = drive(files);
    const own = new OwnFiles(contents, "/drive");
    const told = await own.changesFor('import { a } from "./own.js"');
    expect(told.map(([path]) => path).sort()).toEqual([
      ...["/drive/deep/table.json", "/drive/index.js", "/drive/own.ts"],
    ]);
    expect(await own.changesFor('import { a } from "./own"')).toEqual([]);
    files["deep/table.json"] = "[2]";
    expect(await own.changesFor("1")).toEqual([["/drive/deep/table.json", "[2]"]]);
    delete files["index.js"];
    expect(await own.changesFor("1")).toEqual([["/drive/index.js", undefined]]);
    own.forget();
    expect((await own.changesFor('import "./own"')).map(([path]) => path)).toContain("/drive/own.ts");
  });

  test("a folder stands for its index, and a path above the drive for nothing", async () => {
    const { contents } = drive({ "lib/index.ts": "", "course/own.ts": "" });
    const own = new OwnFiles(contents, "/drive/course");
    expect(await own.changesFor('import "../lib"; import "./own"; import "../../../etc/own"')).toEqual([
      ["/drive/lib/index.ts", ""],
      ["/drive/course/own.ts", ""],
    ]);
  });

  test("a cell that imports no file asks for nothing", async () => {
    const { asked, contents } = drive({ "own.ts": "" });
    expect(await new OwnFiles(contents, "/drive").changesFor('import { BPR } from "factorlab"')).toEqual([]);
    expect(asked).toEqual([]);
  });
});

test("what JupyterLab shows as a notification is not cut", () => {
  const { notIsolated, noServiceWorker, noSimd, nothingIsKept, openTwice } = sentences;
  const all = [
    notIsolated,
    noServiceWorker,
    noSimd,
    nothingIsKept,
    openTwice("01-matrix-factorization.ipynb"),
  ];
  expect(all.filter((each) => each.length > 140)).toEqual([]);
});

describe("the front end that all messages go by", () => {
  const there = new Set<string>();
  const asked = (...sessions: string[]): FrontEnds => {
    const frontEnds = new FrontEnds((session) => there.has(session));
    sessions.forEach((session) => frontEnds.heard(session));
    return frontEnds;
  };

  test("stays the same while it is there, and is another that is there once it has gone", () => {
    ["a", "b", "c"].forEach((session) => there.add(session));
    const frontEnds = asked("a");
    expect(frontEnds.one()).toBe("a");
    frontEnds.heard("b");
    expect(frontEnds.one()).toBe("a");
    frontEnds.heard("c");
    there.delete("a");
    there.delete("c");
    expect(frontEnds.one()).toBe("b");
    there.clear();
    expect(frontEnds.one()).toBe("");
  });

  test("is not the last to ask, where that has hung up", () => {
    there.add("notebook");
    expect(asked("notebook", "passing").one()).toBe("notebook");
  });

  test("is asked of JupyterLite's client, which keeps its connections by that name", () => {
    const client = new LiteKernelClient({ kernelSpecs: {} as never });
    const sockets = Reflect.get(client, "_clients") as Map<string, object>;
    expect(isConnected(client, "a")).toBe(false);
    sockets.set("a", {});
    expect(isConnected(client, "a")).toBe(true);
  });
});

describe("the notebook that the address names", () => {
  afterEach(() => vi.unstubAllGlobals());

  /** A page with an address. @returns what it has opened once all is restored, if a person does something before. */
  async function opened(search: string, meanwhile: (page: EventTarget) => void): Promise<unknown[]> {
    const page = new EventTarget();
    vi.stubGlobal("location", { search });
    vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
    vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
    const asked: unknown[] = [];
    const execute = (id: string, args: unknown): Promise<void> => {
      asked.push([id, args]);
      return Promise.resolve();
    };
    const restored = Promise.resolve();
    showAddressed({ commands: { execute }, restored } as never);
    meanwhile(page);
    await restored;
    return asked;
  }

  test("comes to the front once all tabs are back", async () => {
    const asked = await opened("?path=a.ipynb&path=b.ipynb", () => undefined);
    expect(asked).toEqual([["docmanager:open", { path: "b.ipynb" }]]);
    expect(await opened("", () => undefined)).toEqual([]);
  });

  test.each(["pointerdown", "keydown"])(
    "stays where it is after a %s, which may have chosen another one",
    async (event) => {
      expect(await opened("?path=a.ipynb", (page) => page.dispatchEvent(new Event(event)))).toEqual([]);
    },
  );
});
