/**
 * Node keeps what waits and what runs in arrays of the cells' realm. Where a place of such an array is a hole, a setter
 * that a cell defines for `Array.prototype[0]` takes what Node puts there, and the thread turns around itself for ever.
 */

/** As many ticks as Node's queue holds before it grows, and more timers than are likely to wait at a time. */
const [ticks, timers] = [2048, 256];

/** Uses every place of the queues of ticks and timers once, and cuts the stack of resources from its prototypes. */
export function closeHoles(): void {
  for (let k = 0; k < ticks; k++) process.nextTick(() => undefined);
  const waiting = Array.from({ length: timers }, (_, k) => setTimeout(() => undefined, 100_000 + k));
  for (const timer of waiting) clearTimeout(timer);
  const resources = runningResources();
  if (!Array.isArray(resources)) return;
  const pop = Reflect.get(globalThis.Array.prototype, "pop");
  Reflect.setPrototypeOf(resources, Object.create(null, { pop: { value: pop } }) as object);
}

/** The resources of the asynchronous code that runs, for Node's older AsyncLocalStorage; newer ones have none. */
function runningResources(): unknown {
  const { binding, noDeprecation } = process as typeof process & { binding?: (name: string) => object };
  try {
    process.noDeprecation = true; // Node offers them nowhere else.
    return Reflect.get(binding?.("async_wrap") ?? {}, "execution_async_resources");
  } catch {
    return undefined;
  } finally {
    process.noDeprecation = noDeprecation;
  }
}
