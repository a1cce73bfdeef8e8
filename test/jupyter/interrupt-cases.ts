/**
 * Cells that are interrupted. Each writes RUNNING when it has come to its work; GONE_ON stands where nothing may come,
 * and loses a file, changes a variable and writes a line. FOLDER is a folder with files of the person's.
 */

/** What waits when it is interrupted, and would go on a moment later. */
const waiting = {
  "an await": "RUNNING; const t = await slow(); GONE_ON;",
  "several awaits in a row": "RUNNING; await slow(); GONE_ON; await slow(); GONE_ON; await slow();",
  "an await in an expression": "RUNNING; const list = [await slow(), GONE_ON];",
  "an await in an operand": "RUNNING; kept += (await slow()) + (GONE_ON, 1);",
  "an await as the last expression": "RUNNING; (await slow(), GONE_ON)",
  "an await in a condition": "RUNNING; if (await slow()) GONE_ON; else GONE_ON;",
  "an await in a template": "RUNNING; const text = `${await slow()} ${GONE_ON}`;",
  "an await in a switch": "RUNNING; switch (await slow()) { default: GONE_ON; }",
  "an await in a loop's head": "RUNNING; for (let i = await slow(); i < 9; i++) GONE_ON;",
  "an await in a while's condition": "RUNNING; while (await slow()) { GONE_ON; }",
  "an await in a labelled loop":
    "RUNNING; outer: for (;;) { for (;;) { await slow(); GONE_ON; continue outer; } }",
  "an await in an asynchronous function": `
    async function work() { await slow(); GONE_ON; }
    RUNNING; await work(); GONE_ON;`,
  "an asynchronous function that nobody awaits": `
    async function work() { await slow(); GONE_ON; }
    RUNNING; void work(); await slow(4000); GONE_ON;`,
  "an asynchronous arrow function": "RUNNING; await (async () => { await slow(); GONE_ON; })(); GONE_ON;",
  "an asynchronous method": `
    class Work { async begin() { await slow(); this.end(); } end() { GONE_ON; } }
    RUNNING; await new Work().begin();`,
  "a function of the person's own file": `
    import { waitThen } from "./own";
    RUNNING; await waitThen(() => GONE_ON); GONE_ON;`,
  "a loop in the person's own file": `
    import { repeat } from "./own";
    RUNNING; await repeat(() => GONE_ON);`,
  "a callback of a package": `
    import { waitThen } from "patient";
    RUNNING; await waitThen(() => GONE_ON); GONE_ON;`,
  "a package that tries again": `
    import { persist } from "patient";
    RUNNING; await persist(async () => { await slow(1500); GONE_ON; throw new Error("again"); });`,
  "an asynchronous generator": `
    async function* numbers() { for (;;) { await slow(); GONE_ON; yield 1; } }
    RUNNING; for await (const n of numbers()) GONE_ON;`,
  "a generator that is stepped by hand": `
    async function* numbers() { await slow(); yield 1; GONE_ON; }
    RUNNING; const steps = numbers(); await steps.next(); GONE_ON; await steps.next();`,
  "a loop over promises": "RUNNING; for await (const n of [slow(), slow(2000)]) GONE_ON;",
  "what stands behind an asynchronous loop": "RUNNING; for await (const n of [slow()]) { } GONE_ON;",
  "a try that swallows": "RUNNING; try { await slow(); } catch {} GONE_ON;",
  "a try that waits for ever and swallows": "RUNNING; try { await new Promise(() => {}); } catch {} GONE_ON;",
  "a catch": "RUNNING; try { await fail(); } catch { GONE_ON; } GONE_ON;",
  "a try that tries again":
    "RUNNING; for (let i = 0; i < 9; i++) { try { await fail(); } catch { GONE_ON; } }",
  "nested tries": "RUNNING; try { try { await fail(); } catch { GONE_ON; } } catch { GONE_ON; } GONE_ON;",
  "a try that returns": `
    async function work() { try { return await slow(); } catch { return 1; } finally { } }
    RUNNING; await work(); GONE_ON;`,
  "a catch of a promise": "RUNNING; await fail().catch(() => GONE_ON); GONE_ON;",
  "a finally of a promise": "RUNNING; await slow().finally(() => GONE_ON); GONE_ON;",
  "a chain of then": "RUNNING; await slow().then(() => GONE_ON).then(() => GONE_ON, () => GONE_ON);",
  "a then with a function of Node's": `
    RUNNING; slow().then(console.log); fail().catch(console.error); await new Promise(() => {});`,
  "Promise.all": "RUNNING; await Promise.all([slow(), slow(2000).then(() => GONE_ON)]); GONE_ON;",
  "Promise.race": "RUNNING; await Promise.race([slow(), new Promise(() => {})]); GONE_ON;",
  "Promise.allSettled": "RUNNING; await Promise.allSettled([slow(), fail()]); GONE_ON;",
  "Promise.any": "RUNNING; await Promise.any([fail(), slow()]); GONE_ON;",
  "a map of asynchronous functions": `
    RUNNING; await Promise.all([1, 2].map(async () => { await slow(); GONE_ON; }));`,
  "an object with a then": `
    RUNNING; await ({ then(resolve: (value: number) => void) { setTimeout(() => { GONE_ON; resolve(1); }, 1500); } });
    GONE_ON;`,
  "using, which disposes": `
    RUNNING; { await using held = { async [Symbol.asyncDispose]() {} }; await slow(); GONE_ON; } GONE_ON;`,
  "a timer": "RUNNING; setTimeout(() => GONE_ON, 1500); await new Promise(() => {});",
  "a timer of a package's function":
    "RUNNING; setTimeout(fs.rmSync, 1500, `${FOLDER}/precious`); await new Promise(() => {});",
  "an interval":
    "setInterval(() => { if (Date.now() > begun + 1500) GONE_ON; }, 50); RUNNING; await slow(4000);",
  "immediates that follow one another": `
    const next = () => { if (Date.now() > begun + 1500) GONE_ON; setImmediate(next); };
    RUNNING; next(); await new Promise(() => {});`,
  "timers of node:timers": `
    import * as timers from "node:timers";
    timers.setTimeout(() => GONE_ON, 1500); timers.setInterval(fs.rmSync, 1500, \`\${FOLDER}/precious\`);
    RUNNING; await new Promise(() => {});`,
  "a promise of node:timers/promises": `
    import { setTimeout as pause } from "node:timers/promises";
    RUNNING; await pause(1500); GONE_ON;`,
  "an interval of node:timers/promises": `
    import { setInterval as pauses } from "node:timers/promises";
    RUNNING; for await (const _ of pauses(1500)) GONE_ON;`,
  "a promisified timer": `
    import { promisify } from "node:util";
    RUNNING; await promisify(setTimeout)(1500); GONE_ON;`,
  "a microtask": "RUNNING; await slow(); queueMicrotask(() => GONE_ON); GONE_ON;",
  "an event of its own": `
    import { EventEmitter, once } from "node:events";
    const bus = new EventEmitter(); bus.on("event", () => GONE_ON);
    setTimeout(() => bus.emit("event"), 1500);
    RUNNING; await once(bus, "event"); GONE_ON;`,
  "an event of an earlier cell's":
    "ticker.on('tick', () => { if (Date.now() > begun + 1500) GONE_ON; }); RUNNING; await new Promise(() => {});",
  "an event target of an earlier cell's": `
    target.addEventListener("tick", () => { if (Date.now() > begun + 1500) GONE_ON; });
    RUNNING; await new Promise(() => {});`,
  "the abort of a signal": `
    AbortSignal.timeout(1500).addEventListener("abort", () => GONE_ON);
    RUNNING; await new Promise(() => {});`,
  "a stream that is read": `
    import { Readable } from "node:stream";
    const source = Readable.from((async function* () { for (;;) { await slow(300); yield "a"; } })());
    source.on("data", () => { if (Date.now() > begun + 1500) GONE_ON; });
    RUNNING; await new Promise(() => {});`,
  "a pipeline of streams": `
    import { pipeline } from "node:stream/promises";
    RUNNING;
    await pipeline(async function* () { await slow(); GONE_ON; yield "a"; }, async function* (all) { for await (const a of all) { GONE_ON; yield a; } }, process.stdout);
    GONE_ON;`,
  "a copy of a file by streams": `
    fs.createReadStream(\`\${FOLDER}/long.txt\`, { highWaterMark: 1 }).pipe(fs.createWriteStream(\`\${FOLDER}/copy\`));
    RUNNING; await new Promise(() => {});`,
  "lines that are read": `
    import { createInterface } from "node:readline";
    import { PassThrough } from "node:stream";
    const input = new PassThrough(); setTimeout(() => input.write("line\\n"), 1500);
    RUNNING; for await (const line of createInterface({ input })) GONE_ON;`,
  "a server that it has started": `
    import { createServer } from "node:http";
    const own = createServer((_request, response) => { GONE_ON; response.end("own"); });
    await new Promise<void>((resolve) => own.listen(0, "127.0.0.1", resolve));
    setTimeout(() => fetch(\`http://127.0.0.1:\${(own.address() as any).port}\`), 1500);
    RUNNING; await new Promise(() => {});`,
  fetch: "RUNNING; const answer = await fetch(`${url}/slow`); GONE_ON;",
  "fetch with a signal of its own": `
    const controller = new AbortController();
    RUNNING; await fetch(\`\${url}/slow\`, { signal: controller.signal }).catch(() => GONE_ON); GONE_ON;`,
  "a body that comes slowly": `
    const answer = await fetch(\`\${url}/drip\`);
    RUNNING; await answer.text(); GONE_ON;`,
  "http.request": `
    import { request } from "node:http";
    request(\`\${url}/slow\`, (answer) => { GONE_ON; }).on("error", () => GONE_ON).end();
    RUNNING; await new Promise(() => {});`,
  "http.get without a listener for errors": `
    import { get } from "node:http";
    get(\`\${url}/slow\`, (answer) => { GONE_ON; });
    RUNNING; await new Promise(() => {});`,
  "a socket": `
    import { connect } from "node:net";
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.write("GET /slow HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n"));
    socket.on("data", () => GONE_ON); socket.on("close", () => GONE_ON);
    RUNNING; await new Promise(() => {});`,
  "a callback of fs": `
    const read = () => fs.readFile(\`\${FOLDER}/precious\`, () => { if (Date.now() > begun + 1500) GONE_ON; read(); });
    read(); RUNNING; await new Promise(() => {});`,
  "promises of fs": `
    RUNNING; for (;;) { await fs.promises.readFile(\`\${FOLDER}/precious\`); if (Date.now() > begun + 1500) GONE_ON; }`,
  "a watched file": `
    const watcher = fs.watch(FOLDER, () => { if (Date.now() > begun + 1500) GONE_ON; });
    setTimeout(fs.writeFileSync, 1500, \`\${FOLDER}/seen\`, "");
    RUNNING; await new Promise(() => {});`,
  "exec, whose end it awaits": `
    import { exec } from "node:child_process";
    RUNNING; await new Promise((resolve) => exec("sleep 2; echo done", resolve)); GONE_ON;`,
  "exec in a promise that fails": `
    import { exec } from "node:child_process";
    import { promisify } from "node:util";
    RUNNING; try { await promisify(exec)("sleep 2"); } catch { GONE_ON; } GONE_ON;`,
  "spawn, whose end it awaits": `
    import { spawn } from "node:child_process";
    import { once } from "node:events";
    const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 3000)"]); child.on("exit", () => GONE_ON);
    RUNNING; await once(child, "exit"); GONE_ON;`,
  "a process that does not listen to signals": `
    import { spawn } from "node:child_process";
    const child = spawn("sh", ["-c", \`trap '' TERM; sleep 2; rm "\${FOLDER}/precious"\`]);
    RUNNING; await new Promise((resolve) => child.on("exit", resolve)); GONE_ON;`,
  "a shell that has started others": `
    import { exec } from "node:child_process";
    exec(\`(sleep 2; rm "\${FOLDER}/precious") | cat\`);
    RUNNING; await new Promise(() => {});`,
  fork: `
    import { fork } from "node:child_process";
    const child = fork(\`\${FOLDER}/child.js\`); child.on("message", () => { if (Date.now() > begun + 1500) GONE_ON; });
    RUNNING; await new Promise((resolve) => child.on("exit", resolve)); GONE_ON;`,
  execFile: `
    import { execFile } from "node:child_process";
    RUNNING; execFile(process.execPath, ["-e", "setTimeout(() => {}, 1500)"], () => GONE_ON);
    await new Promise(() => {});`,
  "a worker's messages": `
    import { Worker } from "node:worker_threads";
    const worker = new Worker("setInterval(() => require('worker_threads').parentPort.postMessage(0), 50)", { eval: true });
    worker.on("message", () => { if (Date.now() > begun + 1500) GONE_ON; });
    RUNNING; await new Promise((resolve) => worker.on("exit", resolve)); GONE_ON;`,
  "a message channel": `
    const { port1, port2 } = new MessageChannel() as any;
    port1.onmessage = () => { if (Date.now() > begun + 1500) GONE_ON; port2.postMessage(0); };
    port2.postMessage(0); port2.onmessage = () => port1.postMessage(0); port1.postMessage(0);
    RUNNING; await new Promise(() => {});`,
  "Atomics.waitAsync": `
    const cells = new Int32Array(new SharedArrayBuffer(4));
    RUNNING; await (Atomics as any).waitAsync(cells, 0, 0, 1500).value; GONE_ON;`,
  "training in the background": `
    import { MatrixFactorization } from "factorlab";
    const model = new MatrixFactorization([[5, 3], [4, 1]], 2, { seed: 1 });
    RUNNING; await model.train({ iterations: 1e9, learningRate: 1e-5 }); GONE_ON;`,
  "training that it catches": `
    import { MatrixFactorization } from "factorlab";
    const model = new MatrixFactorization([[5, 3], [4, 1]], 2, { seed: 1 });
    RUNNING; try { await model.train({ iterations: 1e9, learningRate: 1e-5 }); } catch {} GONE_ON;`,
  "a module that awaits while it is loaded": "RUNNING; await import('./waits.mjs'); GONE_ON;",
  "the display of a result": `
    RUNNING; ({ async [Symbol.for("Jupyter.display")]() { await slow(); GONE_ON; return { "text/plain": "shown" }; } })`,
};

/** What blocks the thread when it is interrupted. */
const blocking = {
  "a loop, and what stands behind it": "RUNNING; for (;;); GONE_ON;",
  "a loop in a try that swallows": "RUNNING; try { for (;;) kept++; } catch { GONE_ON; } GONE_ON;",
  "a loop in a loop that swallows": "RUNNING; for (;;) { try { for (;;); } catch {} }",
  "a loop whose finally goes on": "RUNNING; for (;;) { try { for (;;); } finally { continue; } }",
  "a loop in an asynchronous function that nobody awaits": `
    async function work() { for (;;) kept++; }
    RUNNING; void work(); GONE_ON;`,
  "a loop in a promise's executor": "RUNNING; const p = new Promise(() => { for (;;) kept++; }); GONE_ON;",
  "a loop in a listener": `
    const t = new EventTarget(); t.addEventListener("a", () => { for (;;) kept++; });
    RUNNING; t.dispatchEvent(new Event("a")); GONE_ON;`,
  "a loop behind an await": "await null; RUNNING; for (;;) kept++; GONE_ON;",
  "a loop in a timer": "setTimeout(() => { RUNNING; for (;;) kept++; }); await slow(); GONE_ON;",
  "a loop in a then":
    "await slow(1).then(() => { RUNNING; for (;;) kept++; }).catch(() => GONE_ON); GONE_ON;",
  "a loop with labels":
    "RUNNING; a: for (;;) { b: for (;;) { if (kept++ < 0) break a; continue b; } } GONE_ON;",
  "a do loop": "RUNNING; do kept++; while (kept > 0); GONE_ON;",
  "a loop of a for-in": "RUNNING; for (;;) for (const key in { a: 1 }) kept++;",
  "a getter in a loop": "const o = { get a() { return 1; } }; RUNNING; for (;;) kept += o.a;",
  "an endless generator":
    "function* all() { for (;;) yield 1; } RUNNING; for (const n of all()) kept++; GONE_ON;",
  "an endless generator that is spread":
    "function* all() { for (;;) yield 1; } RUNNING; new Set(all()); GONE_ON;",
  "an iterator by hand": `
    RUNNING; for (const n of { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }) }) }) kept++;`,
  "two functions that call each other": `
    const even = (n: number): number => { try { return odd(n + 1); } catch { return even(0); } };
    const odd = (n: number): number => even(n + 1);
    RUNNING; even(0); GONE_ON;`,
  "a callback of a package that never ends": `
    import { forever } from "patient";
    RUNNING; forever(() => { kept++; }); GONE_ON;`,
  "a loop of the person's own file": `import { spin } from "./own"; RUNNING; spin(); GONE_ON;`,
  "a loop of the person's own file behind an await": `import { spin } from "./own"; await null; RUNNING; spin(); GONE_ON;`,
  "a file that never ends to load": "RUNNING; require('./endless');",
  "a package that never ends to load": "RUNNING; await import('endless'); GONE_ON;",
  "promises that call themselves": `
    function again() { Promise.resolve().then(again); }
    RUNNING; await slow(1); again(); await slow(); GONE_ON;`,
  "promises that call themselves and swallow": `
    function again(): Promise<void> { return Promise.resolve().then(again).catch(again); }
    await slow(1); RUNNING; void again(); await slow(); GONE_ON;`,
  "an asynchronous function that calls itself": `
    async function again(): Promise<void> { await null; void again(); }
    await slow(1); RUNNING; void again(); await slow(); GONE_ON;`,
  "microtasks that call themselves": `
    const again = () => queueMicrotask(again);
    await slow(1); RUNNING; again(); await slow(); GONE_ON;`,
  "ticks that call themselves": `
    const again = () => process.nextTick(again);
    await slow(1); RUNNING; again(); await slow(); GONE_ON;`,
  "an asynchronous loop without a pause": "RUNNING; for (;;) await null;",
  execSync: `RUNNING; require("node:child_process").execSync("sleep 4"); GONE_ON;`,
  "execSync of several programs, which it catches": `
    RUNNING; try { require("node:child_process").execSync(\`sleep 2; rm "\${FOLDER}/precious"\`); } catch { GONE_ON; } GONE_ON;`,
  "spawnSync behind an await": `
    await null; RUNNING; require("node:child_process").spawnSync("sleep", ["4"]); GONE_ON;`,
  execFileSync: `RUNNING; require("node:child_process").execFileSync("sleep", ["4"]); GONE_ON;`,
  "Atomics.wait": "RUNNING; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); GONE_ON;",
  "Atomics.wait behind an await, with a time":
    "await null; RUNNING; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000); GONE_ON;",
  WebAssembly: "RUNNING; spin(); GONE_ON;",
  "a regular expression": "RUNNING; /^(a+)+$/.test('a'.repeat(40) + 'b'); GONE_ON;",
  "a sort":
    "RUNNING; for (const list of [Array.from({ length: 4e6 }, Math.random)]) list.sort((a, b) => a - b); GONE_ON;",
  "many fills": "RUNNING; const big = new Array(1e6); for (;;) big.fill(kept);",
  "a text that is made of much": `
    const much = Array.from({ length: 2e5 }, (_, i) => ({ i })); RUNNING; for (;;) JSON.stringify(much);`,
  training: `
    import { MatrixFactorization } from "factorlab";
    const model = new MatrixFactorization([[5, 3], [4, 1]], 2, { seed: 1 });
    RUNNING; model.trainModel({ iterations: 1e9, learningRate: 1e-5 }); GONE_ON;`,
  "training that it swallows": `
    import { MatrixFactorization } from "factorlab";
    const model = new MatrixFactorization([[5, 3], [4, 1]], 2, { seed: 1 });
    RUNNING; try { model.trainModel({ iterations: 1e9, learningRate: 1e-5 }); } catch {} GONE_ON;`,
  "the display of a result that loops": `RUNNING; ({ [Symbol.for("Jupyter.display")]() { for (;;) kept++; } })`,
};

export const cases: Record<string, string> = { ...waiting, ...blocking };

/** Blocks and disposers that run when their cell is interrupted; each writes DONE at its end. */
export const cleaning: Record<string, string> = {
  "behind an await": "RUNNING; try { await slow(); } finally { DONE; } GONE_ON;",
  "behind what never comes": "RUNNING; try { await new Promise(() => {}); } finally { DONE; } GONE_ON;",
  "with an await": "RUNNING; try { await slow(); } finally { await slow(100); DONE; } GONE_ON;",
  "with an await of a function with a loop": `
    async function close() { for (let i = 0; i < 3; i++) await slow(10); }
    RUNNING; try { await slow(); } finally { await close(); for (const a of [1, 2]) kept += a; DONE; } GONE_ON;`,
  "with a timer": `
    RUNNING; try { await slow(); } finally { await new Promise<void>((resolve) => setTimeout(() => { DONE; resolve(); }, 50)); }
    GONE_ON;`,
  "behind a loop":
    "RUNNING; try { for (;;) kept++; } finally { for (let i = 0; i < 9; i++) kept++; DONE; } GONE_ON;",
  "in a function that is awaited": `
    async function work() { try { await new Promise(() => {}); } finally { DONE; } }
    RUNNING; await work(); GONE_ON;`,
  "in a function whose caller goes on": `
    async function work() { try { for (;;) kept++; } finally { await slow(50); DONE; } }
    RUNNING; const working = work(); GONE_ON; await working;`,
  "in the person's own file": `import { held } from "./own"; RUNNING; await held(() => DONE); GONE_ON;`,
  "beside a catch": "RUNNING; try { await slow(); } catch { GONE_ON; } finally { DONE; } GONE_ON;",
  "around another":
    "RUNNING; try { try { await slow(); } finally { await slow(10); } } finally { DONE; } GONE_ON;",
  "inside another":
    "RUNNING; try { await slow(); } finally { try { await fail(10); } catch { kept++; } finally { DONE; } } GONE_ON;",
  "of an asynchronous generator": `
    async function* all() { try { for (;;) { await slow(10); yield 1; } } finally { DONE; } }
    RUNNING; for await (const n of all()) kept++; GONE_ON;`,
  "of a generator whose loop awaits": `
    async function* all() { try { yield 1; } finally { DONE; } }
    RUNNING; for await (const n of all()) await slow(); GONE_ON;`,
  "of using": "RUNNING; { using held = { [Symbol.dispose]() { DONE; } }; await slow(); } GONE_ON;",
  "of await using": `
    RUNNING; await using held = { async [Symbol.asyncDispose]() { await slow(50); DONE; } }; await slow(); GONE_ON;`,
  "behind training": `
    import { MatrixFactorization } from "factorlab";
    const model = new MatrixFactorization([[5, 3], [4, 1]], 2, { seed: 1 });
    RUNNING; try { await model.train({ iterations: 1e9, learningRate: 1e-5 }); } finally { DONE; } GONE_ON;`,
  "that have begun before": "try { } finally { RUNNING; await slow(300); DONE; } GONE_ON;",
};
