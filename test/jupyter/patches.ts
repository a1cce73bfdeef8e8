/** What a cell may do to the language and to Node, so that a kernel that uses them itself would be lost. */

/** The checks of a kernel after a patch; see patches.test.ts. */
export type Check = "value" | "print" | "line" | "wait" | "library" | "complete" | "interrupt";

export interface Patch {
  /** The cell. */
  code: string;
  /** The place that the cell changes, to be put back by another cell; absent where that cannot be done. */
  place?: readonly [target: string, key: string];
  /** The checks that the patch makes fail in plain Node as well: the cell answers with an error or with nothing. */
  lost: readonly Check[];
}

/** Replaces properties: `"Array.prototype map = null"` is a target, a key and what takes its place. */
function replacements(lines: string, lost: readonly Check[] = []): Patch[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [, target, key, value] = /^\s*(\S+) (\S+) = (.*)$/.exec(line)!;
      const name = /^\w+$/.test(key) ? JSON.stringify(key) : key;
      return { code: `(${target} as any)[${name}] = ${value};`, place: [target, name], lost };
    });
}

/** Defines properties with accessors or as they could not be by assignment: `"Array.prototype 0 { set() {} }"`. */
function definitions(lines: string, lost: readonly Check[] = []): Patch[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [, target, key, descriptor] = /^\s*(\S+) (\S+) (\{.*\})$/.exec(line)!;
      const name = /^\w+$/.test(key) ? JSON.stringify(key) : key;
      const code = `Object.defineProperty(${target}, ${name}, { configurable: true, ...${descriptor} });`;
      return { code, place: [target, name], lost };
    });
}

function deletions(places: string): Patch[] {
  return places
    .trim()
    .split(/\s+/)
    .map((place) => {
      const [target, key] = place.split("#");
      return { code: `delete (${target} as any).${key};`, place: [target, JSON.stringify(key)], lost: [] };
    });
}

const thrower = `() => { throw new Error("patched"); }`;

export const patches: readonly Patch[] = [
  ...replacements(`
    Array.prototype map = null
    Array.prototype push = null
    Array.prototype push = ${thrower}
    Array.prototype join = () => "wrong"
    Array.prototype slice = () => []
    Array.prototype splice = null
    Array.prototype shift = () => undefined
    Array.prototype filter = () => []
    Array.prototype forEach = null
    Array.prototype includes = () => true
    Array.prototype indexOf = () => -1
    Array.prototype some = () => true
    Array.prototype every = () => false
    Array.prototype find = ${thrower}
    Array.prototype sort = ${thrower}
    Array.prototype concat = null
    Array.prototype flatMap = null
    Array.prototype reduce = null
    Array.prototype at = null
    Array.prototype keys = null
    Array.prototype Symbol.iterator = null
    Array.prototype Symbol.iterator = ${thrower}
    Array isArray = () => false
    Array from = null
    Array of = null
    Object keys = () => []
    Object entries = null
    Object fromEntries = null
    Object assign = ${thrower}
    Object freeze = null
    Object hasOwn = () => false
    Object create = null
    Object getPrototypeOf = () => null
    Object getOwnPropertyNames = ${thrower}
    Object.prototype toString = ${thrower}
    Object.prototype valueOf = null
    Object.prototype then = (done: any) => done(1)
    Object.prototype toJSON = () => "wrong"
    Object.prototype length = 7
    Object.prototype name = "wrong"
    Object.prototype message = "wrong"
    Object.prototype stack = "wrong"
    Object.prototype value = "wrong"
    Object.prototype type = "wrong"
    Object.prototype kind = "wrong"
    Object.prototype error = "wrong"
    Object.prototype result = "wrong"
    Object.prototype configurable = false
    Object.prototype breakOnSigint = "wrong"
    Object.prototype filename = 7
    Function.prototype call = null
    Function.prototype apply = ${thrower}
    Function.prototype bind = null
    Function.prototype toString = ${thrower}
    String.prototype split = () => ["wrong"]
    String.prototype replace = null
    String.prototype trim = ${thrower}
    String.prototype slice = () => ""
    String.prototype startsWith = () => true
    String.prototype endsWith = () => true
    String.prototype includes = null
    String.prototype charCodeAt = () => 7
    String.prototype padStart = null
    String.prototype match = null
    String.prototype toLowerCase = null
    String.prototype Symbol.iterator = null
    String.prototype at = null
    String fromCharCode = () => "wrong"
    String raw = null
    RegExp.prototype exec = () => null
    RegExp.prototype test = () => true
    RegExp.prototype Symbol.replace = ${thrower}
    RegExp.prototype Symbol.split = null
    RegExp.prototype Symbol.match = null
    Number parseInt = null
    Number isInteger = () => false
    Number isSafeInteger = ${thrower}
    Number.prototype toString = () => "wrong"
    Number.prototype toFixed = null
    Map.prototype get = () => undefined
    Map.prototype set = null
    Map.prototype has = () => false
    Map.prototype delete = ${thrower}
    Map.prototype forEach = null
    Map.prototype Symbol.iterator = null
    WeakMap.prototype get = null
    WeakMap.prototype set = ${thrower}
    Set.prototype add = null
    Set.prototype has = () => true
    Set.prototype Symbol.iterator = null
    WeakSet.prototype has = () => true
    JSON parse = () => ({})
    JSON parse = null
    JSON stringify = () => "wrong"
    JSON stringify = null
    Math max = () => NaN
    Math min = null
    Math floor = ${thrower}
    Math random = () => 0
    Date now = () => 0
    Date.prototype toISOString = ${thrower}
    Date.prototype getTime = null
    Reflect apply = null
    Reflect get = () => undefined
    Reflect ownKeys = () => []
    Reflect defineProperty = ${thrower}
    Reflect construct = null
    Atomics wait = null
    Atomics load = () => 0
    Atomics store = null
    Atomics compareExchange = () => 0
    Atomics exchange = ${thrower}
    Error captureStackTrace = null
    Error prepareStackTrace = ${thrower}
    Error prepareStackTrace = () => "wrong"
    Error stackTraceLimit = 0
    Error stackTraceLimit = "wrong"
    Error.prototype toString = ${thrower}
    Error.prototype name = "Wrong"
    Error.prototype message = 7
    TypeError.prototype constructor = null
    Symbol for = () => Symbol()
    Symbol.prototype toString = null
    BigInt.prototype toString = null
    ArrayBuffer isView = () => false
    ArrayBuffer.prototype slice = null
    Uint8Array from = null
    Uint8Array.prototype set = null
    Object.getPrototypeOf(Uint8Array.prototype) slice = ${thrower}
    Object.getPrototypeOf(Uint8Array.prototype) subarray = null
    Object.getPrototypeOf(Uint8Array.prototype) fill = null
    DataView.prototype getUint8 = null
    TextDecoder.prototype decode = () => "wrong"
    TextEncoder.prototype encode = null
    URL.prototype toString = null
    Buffer from = null
    Buffer concat = () => Buffer.alloc(0)
    Buffer isBuffer = () => false
    Buffer.prototype toString = () => "wrong"
    Buffer.prototype equals = () => false
    Object.getPrototypeOf((function*(){})()) next = null
    Object.getPrototypeOf(Object.getPrototypeOf((function*(){})())) next = ${thrower}
    Object.getPrototypeOf([][Symbol.iterator]()) next = null
    Object.getPrototypeOf(new(Map)()[Symbol.iterator]()) next = ${thrower}
    Object.getPrototypeOf(new(Set)()[Symbol.iterator]()) next = null
    Object.getPrototypeOf(""[Symbol.iterator]()) next = null
    Intl NumberFormat = null
    Intl Segmenter = null
    performance now = () => NaN
    performance now = null
    process nextTick = null
    process emit = null
    process emit = ${thrower}
    process on = null
    process listenerCount = null
    process exit = null
    process hrtime = null
    process cwd = null
    process cwd = () => "/no/such/folder"
    process kill = null
    process memoryUsage = null
    process emitWarning = null
    process versions = null
    process platform = "win32"
    process argv = null
    process getBuiltinModule = null
    process reallyExit = null
    process _tickCallback = null
    globalThis queueMicrotask = null
    globalThis structuredClone = null
    globalThis clearTimeout = null
    globalThis setInterval = ${thrower}
    globalThis setImmediate = null
    globalThis MessageChannel = null
    globalThis MessagePort = null
    globalThis AbortController = null
    globalThis EventTarget = null
    globalThis Buffer = null
    globalThis process = null
    globalThis performance = null
    globalThis URL = null
    globalThis Array = null
    globalThis Object = null
    globalThis Error = null
    globalThis Map = function(){}
    globalThis Symbol = null
    globalThis JSON = null
    globalThis Reflect = null
    globalThis Function = null
    globalThis String = null
    globalThis RegExp = null
    globalThis Math = null
    globalThis Atomics = null
    globalThis Jupyter = null
    MessagePort.prototype postMessage = null
    EventTarget.prototype addEventListener = null
    require("fs") readFileSync = null
    require("fs") statSync = ${thrower}
    require("fs") writeSync = null
    require("fs") existsSync = () => false
    require("path") join = () => "wrong"
    require("path") toNamespacedPath = null
    require("path") normalize = ${thrower}
    require("path") resolve = null
    require("path") dirname = ${thrower}
    require("util") inspect = null
    require("util") inspect = () => "wrong"
    require("util").inspect defaultOptions = { depth: 1 }
    require("util").types isPromise = () => false
    require("util").types isNativeError = null
    require("vm") Script = null
    require("vm").Script.prototype runInThisContext = ${thrower}
    require("vm") runInThisContext = null
    require("zlib") gunzipSync = null
    require("crypto") createHmac = null
    require("crypto") randomUUID = () => "wrong"
    require("timers") setTimeout = null
    require("timers") clearTimeout = ${thrower}
    require("worker_threads") Worker = null
    require("worker_threads") MessageChannel = null
    require("worker_threads") receiveMessageOnPort = null
    require("worker_threads").Worker.prototype postMessage = null
    require("async_hooks") AsyncLocalStorage = null
    require("async_hooks").AsyncLocalStorage.prototype run = null
    require("async_hooks").AsyncLocalStorage.prototype getStore = ${thrower}
    require("async_hooks").AsyncLocalStorage.prototype _propagate = null
    require("events").prototype on = ${thrower}
    require("events").prototype once = null
    require("events").prototype listenerCount = null
    require("events").prototype removeListener = null
    require("stream").Writable.prototype write = null
    require("stream").Writable.prototype end = ${thrower}
    require("string_decoder").StringDecoder.prototype write = null
    require("string_decoder").StringDecoder.prototype end = ${thrower}
    require("child_process") spawn = null
    require("module") _load = null
    require("module") _resolveFilename = ${thrower}
    require("module") _extensions = {}
    require("module") _cache = {}
    require("module") createRequire = null
    require("module").prototype require = null
    require("module").prototype _compile = ${thrower}
    require("module").SourceMap.prototype findEntry = null
    globalThis Symbol.for("factorlab.start") = null
    globalThis Symbol.for("factorlab.display") = null
    globalThis Symbol.for("factorlab.stop") = null`),
  ...replacements(
    `
    Promise.prototype then = null
    Promise.prototype then = () => new Promise(() => {})
    Promise.prototype then = ${thrower}
    Promise.prototype constructor = null
    Promise.prototype catch = null
    Promise.prototype finally = null
    Promise race = () => new Promise(() => {})
    Promise all = null
    Promise resolve = () => new Promise(() => {})
    Promise reject = null
    globalThis setTimeout = null
    globalThis Promise = null
    globalThis Promise = class {}`,
    ["wait"],
  ),
  ...replacements(
    `
    globalThis console = null
    console log = null
    console log = ${thrower}
    process.stdout write = null
    process.stdout write = () => true
    process.stdout write = ${thrower}
    process stdout = null
    process env = null
    console _stdout = null`,
    ["print"],
  ),
  ...definitions(`
    Object.prototype get { get() { return () => "wrong"; }, set() {} }
    Object.prototype get { value: "wrong", writable: true }
    Object.prototype set { value: () => {}, writable: true }
    Object.prototype value { get() { throw new Error("patched"); }, set() {} }
    Object.prototype writable { value: false, writable: true }
    Object.prototype enumerable { value: false, writable: true }
    Object.prototype configurable { set() { throw new Error("patched"); }, get: () => false }
    Object.prototype then { get() { throw new Error("patched"); }, set() {} }
    Object.prototype toJSON { get() { throw new Error("patched"); } }
    Object.prototype name { get() { throw new Error("patched"); }, set() {} }
    Object.prototype message { get: () => "wrong", set() {} }
    Object.prototype cause { get: () => "wrong", set() {} }
    Object.prototype done { value: true, writable: true }
    Object.prototype constructor { value: null, writable: true }
    Object.prototype __proto__ { value: null, writable: true }
    Object.prototype Symbol.iterator { get() { throw new Error("patched"); } }
    Object.prototype Symbol.toStringTag { get() { throw new Error("patched"); } }
    Object.prototype Symbol.toPrimitive { value: () => "wrong" }
    Object.prototype Symbol.for("Jupyter.display") { value: () => null }
    Object.prototype Symbol.for("nodejs.util.inspect.custom") { value() { throw new Error("patched"); } }
    Promise Symbol.species { get() { throw new Error("patched"); } }
    Array Symbol.species { get: () => null }
    Map Symbol.species { get() { throw new Error("patched"); } }
    Error stackTraceLimit { get: () => 0 }
    Error.prototype stack { value: "wrong" }
    Map.prototype size { get: () => 0 }
    Set.prototype size { get() { throw new Error("patched"); } }
    process listenerCount { get() { throw new Error("patched"); } }`),
  ...definitions(`Promise.prototype constructor { get() { throw new Error("patched"); } }`, ["wait"]),
  ...definitions(`Error prepareStackTrace { get() { throw new Error("patched"); } }`, ["line"]),
  // Node's console puts its arguments into arrays.
  ...definitions(
    `
    Array.prototype 0 { set() {} }
    Array.prototype 0 { get: () => "wrong", set() {} }
    Array.prototype 1 { set() {} }
    Array.prototype 2 { set() { throw new Error("patched"); } }
    Array.prototype 3 { value: "wrong" }
    Object.prototype 0 { set() {} }
    Object.prototype 0 { value: "wrong", writable: false }`,
    ["print"],
  ),
  ...definitions(`process env { get() { throw new Error("patched"); } }`, ["print"]),
  ...deletions(`
    globalThis#Map globalThis#Set globalThis#WeakMap globalThis#Symbol globalThis#Uint8Array
    globalThis#Int32Array globalThis#SharedArrayBuffer globalThis#ArrayBuffer globalThis#Number
    globalThis#Date globalThis#TypeError globalThis#Proxy globalThis#Intl globalThis#TextDecoder
    globalThis#queueMicrotask globalThis#Jupyter globalThis#prompt globalThis#Buffer globalThis#global
    Array.prototype#map Array.prototype#push String.prototype#split RegExp.prototype#exec JSON#stringify
    Function.prototype#call Function.prototype#bind Object#defineProperty Reflect#apply process#emit
    process#exit Error#captureStackTrace Map.prototype#get Symbol#iterator
  `),
];

/** The places that are patched most often, in programs and by mistake. */
const commonPlaces = new Set([
  ...["map", "push", "forEach", "0"].map((key) => `Array.prototype "${key}"`),
  ...["then", "constructor"].map((key) => `Promise.prototype "${key}"`),
  ...["race", "all", "resolve"].map((key) => `Promise "${key}"`),
  ...["parse", "stringify"].map((key) => `JSON "${key}"`),
  ...["Buffer", "console", "Promise", "Map", "setTimeout", "process"].map((key) => `globalThis "${key}"`),
  ...["get", "then", "toJSON", "value"].map((key) => `Object.prototype "${key}"`),
  ...["emit", "nextTick", "exit"].map((key) => `process "${key}"`),
  ...['String.prototype "split"', 'Map.prototype "get"', 'Function.prototype "call"', 'Object "keys"'],
  ...["Array.prototype Symbol.iterator", 'Error "prepareStackTrace"', 'Error "stackTraceLimit"'],
  ...['require("fs") "readFileSync"', 'require("events").prototype "emit"', 'process.stdout "write"'],
]);

export function isCommon({ place = ["", ""] }: Patch): boolean {
  return commonPlaces.has(place.join(" "));
}

/** Patches that cannot be undone: each gets a kernel of its own, which is shut down afterwards. */
export const lastingPatches: readonly Patch[] = [
  "Object.freeze(Object.prototype); Object.freeze(Array.prototype); Object.freeze(Function.prototype);",
  "Object.seal(Object.prototype); Object.preventExtensions(Array.prototype); Object.freeze(Promise); Object.freeze(Error);",
  "for (const each of [Promise.prototype, Map.prototype, Set.prototype, String.prototype, Error.prototype, process]) Object.freeze(each);",
  "process.removeAllListeners(); process.stdout.removeAllListeners(); process.stderr.removeAllListeners();",
  'const cache = require("module")._cache; for (const key of Object.keys(cache)) delete cache[key];',
  `for (const key of Object.getOwnPropertyNames(Array.prototype)) {
    const method = Array.prototype[key as any]; if (typeof method === "function") (Array.prototype as any)[key] = null;
  }`,
  `for (const key of Object.getOwnPropertyNames(Promise)) {
    try { if (key !== "prototype") (Promise as any)[key] = null; } catch {}
  }
  for (const key of ["then", "catch", "finally", "constructor"]) (Promise.prototype as any)[key] = null;`,
  `const emitter = require("events").prototype;
  for (const key of Object.keys(emitter)) if (typeof emitter[key] === "function") emitter[key] = null;`,
  `for (const name of ["fs", "path", "util", "vm", "os", "crypto", "module", "timers", "worker_threads", "async_hooks"]) {
    const module = require(name); for (const key of Object.keys(module)) try { module[key] = null; } catch {}
  }`,
  `const nothing = () => { throw new Error("patched"); };
  for (const key of Object.getOwnPropertyNames(process)) try { (process as any)[key] = nothing; } catch {}`,
  `for (const key of Object.getOwnPropertyNames(Object.prototype)) try { (Object.prototype as any)[key] = null; } catch {}`,
  `for (const key of Object.getOwnPropertyNames(globalThis)) {
    if (!["globalThis", "console", "undefined", "NaN", "Infinity"].includes(key)) try { delete (globalThis as any)[key]; } catch {}
  }`,
].map((code) => ({
  code: `${code}\nundefined`,
  // Where the classes of errors are gone, a cell cannot throw one.
  lost: code.includes("delete (globalThis") ? ["wait", "line"] : ["wait"],
}));
