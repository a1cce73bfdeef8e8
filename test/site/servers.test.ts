/** The servers of a class without network: one needs Node, the other Python, and neither anything else. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/lib/paths.mjs";
import { findPython } from "../../scripts/lib/python.mjs";

const found = findPython();
if ("complaint" in found) throw new Error(found.complaint);
const servers = [
  ["serve.mjs", [process.execPath]],
  ["serve.py", found.python.command],
] as const;

const files: Record<string, string> = {
  "index.html": "<title>Start</title>",
  "404.html": "<title>Nothing here</title>",
  "playground/index.html": "<title>Playground</title>",
  "assets/a-1.js": "export {};",
  "lab/index.html": "<title>Notebooks</title>",
  "lab/01.ipynb": "{}",
  "lab/own.ts": "export {};",
  "lab/kernel.wasm": "\0asm",
  "lab/kernel.mjs": "export {};",
  "lab/ratings.csv": "1,2",
};

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "factorlab serving "));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, "site", name, ".."), { recursive: true });
    writeFileSync(join(folder, "site", name), text);
  }
  writeFileSync(join(folder, "secret.txt"), "not of the site");
  for (const [name] of servers) cpSync(join(root, "site", "server", name), join(folder, "site", name));
});

afterAll(() => rmSync(folder, { recursive: true, maxRetries: 3 }));

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Asks for a path as it is; `fetch` would resolve its dots. */
function get(port: number, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    const asked = request({ host: "127.0.0.1", port, path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      response.on("end", () => done({ status: response.statusCode!, headers: response.headers, text }));
    });
    asked.on("error", fail).end();
  });
}

/** Starts a server, and waits for the line that tells its address. */
async function start(
  name: string,
  command: readonly string[],
  args: string[],
): Promise<[ChildProcess, string]> {
  const [program, ...first] = command;
  const child = spawn(program, [...first, join(folder, "site", name), ...args], { cwd: tmpdir() });
  let said = "";
  // Read to its end: a server whose output nobody takes would end while it says the rest of the line.
  await new Promise<void>((done, fail) => {
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      said += piece;
      if (/Ctrl-C\.\s/.test(said)) done();
    });
    child.once("exit", () => fail(new Error(`${name} has ended: ${said}`)));
  });
  return [child, said];
}

describe.each(servers)("%s", (name, command) => {
  let child: ChildProcess;
  let port = 0;

  beforeAll(async () => {
    let said: string;
    [child, said] = await start(name, command, ["0"]);
    port = Number(/http:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1]);
  });

  afterAll(async () => {
    child.kill();
    if (child.exitCode === null) await once(child, "exit");
  });

  it.each([
    ["/", "text/html; charset=utf-8", "Start"],
    ["/playground/?embed", "text/html; charset=utf-8", "Playground"],
    ["/assets/a-1.js", "text/javascript; charset=utf-8", "export"],
    ["/lab/01.ipynb", "application/json; charset=utf-8", "{}"],
    ["/lab/own.ts", "text/plain; charset=utf-8", "export"],
    ["/lab/kernel.wasm", "application/wasm", "asm"],
    ["/lab/kernel.mjs", "text/javascript; charset=utf-8", "export"],
  ])("answers %s as %s", async (path, type, text) => {
    const { status, headers, text: got } = await get(port, path);
    expect([status, headers["content-type"]]).toEqual([200, type]);
    expect(got).toContain(text);
  });

  it("lets a browser keep only what has another name when it changes", async () => {
    const kept = async (path: string): Promise<unknown> => (await get(port, path)).headers["cache-control"];
    expect(await kept("/assets/a-1.js")).toContain("immutable");
    expect(await kept("/")).toBe("no-cache");
    expect(await kept("/assets/gone.js")).toBe("no-cache");
    const since = { "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT" };
    expect((await get(port, "/", since)).status).toBe(200);
  });

  it("isolates the notebooks, and no page that others embed", async () => {
    const policy = "cross-origin-opener-policy";
    expect((await get(port, "/lab/")).headers[policy]).toBe("same-origin");
    expect((await get(port, "/playground/")).headers[policy]).toBeUndefined();
  });

  it("leads to a folder by its name, and says what is not there", async () => {
    const moved = await get(port, "/playground?embed");
    expect([moved.status, moved.headers["location"]]).toEqual([301, "/playground/?embed"]);
    const outward = await get(port, "//playground");
    expect([outward.status, outward.headers["location"]]).toEqual([301, "/playground/"]);
    for (const path of ["/nothing", "/nothing/at/all/", "/assets/", "/%", "/%00"]) {
      const { status, text } = await get(port, path);
      expect([path, status]).toEqual([path, 404]);
      expect(text).toContain("Nothing here");
    }
  });

  it.each([
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/lab/../../secret.txt",
    "//etc/passwd",
  ])("gives nothing from outside the folder: %s", async (path) => {
    const { status, text } = await get(port, path);
    expect(status).toBe(404);
    expect(text).toContain("Nothing here");
  });

  it("is reached from this computer alone", async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ family, internal }) => family === "IPv4" && !internal);
    for (const { address } of others) {
      const asked = fetch(`http://${address}:${port}/`, { signal: AbortSignal.timeout(2000) });
      await expect(asked).rejects.toThrow();
    }
    expect((await get(port, "/")).status).toBe(200);
  });

  it("takes another port where the wanted one is taken, and says what that means", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port: taken } = other.address() as { port: number };
    const [second, said] = await start(name, command, [String(taken)]);
    second.kill();
    other.close();
    expect(said).toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
    expect(said).not.toContain(`:${taken}/`);
    expect(said).toContain(`Port ${taken} is taken.`);
  });

  it("refuses what is no port", async () => {
    const [program, ...first] = command;
    const refused = spawn(program, [...first, join(folder, "site", name), "many"]);
    let complaint = "";
    refused.stderr.setEncoding("utf8").on("data", (piece: string) => (complaint += piece));
    const [code] = await once(refused, "close");
    expect([code, complaint.trim()]).toEqual([1, 'A port is a number from 0 to 65535, and not "many".']);
  });
});
