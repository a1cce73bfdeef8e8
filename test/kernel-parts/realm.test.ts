import { afterEach, describe, expect, test, vi } from "vitest";
import "../../lib/jupyter/platform/node-platform";
import { personArray, personObject, toPerson } from "../../lib/session/realm/person";
import { follow, settled } from "../../lib/session/realm/promises";
import { pinMethods } from "../../lib/jupyter/realm/pinned";
import { pristine } from "../../lib/jupyter/realm/pristine";
import { Backlog } from "../../lib/jupyter/threads/backlog";

describe("a view of what Node offers", () => {
  test("reads what was there when it was made, and writes to the object itself", () => {
    const source = { read: () => "first", count: 1 };
    const view = pristine(source);
    source.read = () => "patched";
    expect(view.read()).toBe("first");
    view.count = 2;
    expect(source.count).toBe(2);
    expect(view.count).toBe(1);
  });

  test("has what the object inherits, bound to it where that is asked for", () => {
    class Clock {
      #time = 3;
      now(): number {
        return this.#time;
      }
    }
    const clock = new Clock();
    const view = pristine(clock, true);
    Clock.prototype.now = () => NaN;
    expect(view.now()).toBe(3);
    expect(clock.now()).toBeNaN();
  });

  test("asks accessors each time, and is frozen by nothing", () => {
    let state = "begun";
    const source = Object.defineProperty({ fixed: 1 }, "state", { get: () => state });
    const view = pristine(source) as { fixed: number; state?: string };
    state = "ended";
    source.fixed = 7;
    Object.freeze(source);
    expect([view.state, view.fixed]).toEqual(["ended", 1]);
  });

  test("of a class makes objects and classes of it", () => {
    class Emitter {
      readonly made = true;
    }
    const View = pristine(Emitter);
    class Own extends View {}
    expect(new View()).toBeInstanceOf(Emitter);
    expect(new Own()).toBeInstanceOf(Own);
    expect(new Own().made).toBe(true);
  });
});

describe("a promise of a cell", () => {
  const then: unknown = Reflect.get(Promise.prototype, "then");
  const { constructor } = Promise.prototype;

  afterEach(() => {
    void Object.assign(Promise.prototype, { then, constructor });
  });

  test("is waited for where `then` and `constructor` are replaced, and keeps no mark", async () => {
    const promise = Promise.resolve(3);
    void Object.assign(Promise.prototype, { then: null, constructor: null });
    let found: unknown;
    void follow(promise, (value) => (found = value), String);
    void Object.assign(Promise.prototype, { then, constructor });
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(found).toBe(3);
    expect(Object.hasOwn(promise, "constructor")).toBe(false);
  });

  test("of a class of its own is waited for by that class's `then`", async () => {
    class Doubled extends Promise<number> {
      override then<A, B>(done?: ((value: number) => A | PromiseLike<A>) | null): Promise<A | B> {
        return super.then((value) => done!(2 * value));
      }
    }
    expect(await settled(new Doubled((resolve) => resolve(3)))).toBe(6);
  });

  test("that is rejected rejects", async () => {
    await expect(settled(Promise.reject(new RangeError("low")))).rejects.toThrow("low");
  });
});

describe("what cells get", () => {
  test("is plain, whatever setters the prototypes have", () => {
    Object.defineProperty(Object.prototype, "taken", { set: () => undefined, configurable: true });
    try {
      expect(Object.hasOwn(personObject({ taken: 1 }), "taken")).toBe(true);
    } finally {
      Reflect.deleteProperty(Object.prototype, "taken");
    }
    expect(personArray(["a", "b"])).toEqual(["a", "b"]);
    expect(toPerson(3)).toBe(3);
  });

  test("keeps its methods when its class changes", () => {
    class Decoder {
      write(): string {
        return "text";
      }
    }
    const example = pinMethods(new Decoder());
    Decoder.prototype.write = () => "patched";
    expect(example.write()).toBe("text");
    expect(pinMethods(new Decoder(), example).write()).toBe("text");
    expect(Object.keys(example)).toEqual([]);
  });
});

describe("the backlog", () => {
  const mebibyte = 2 ** 20;

  test("lets messages pass until 64 MiB are on their way, then waits for a second at most", () => {
    const backlog = new Backlog();
    const wait = vi.spyOn(Atomics, "wait");
    for (let k = 0; k < 64; k++) backlog.add(mebibyte);
    expect(wait).not.toHaveBeenCalled();
    const begun = performance.now();
    backlog.add(1);
    expect(performance.now() - begun).toBeGreaterThan(900);
  });

  test("is empty once everything that was added is removed", () => {
    const backlog = new Backlog();
    for (const length of [0, 1, 1023, 1024, mebibyte]) {
      backlog.add(length);
      backlog.remove(length);
    }
    const wait = vi.spyOn(Atomics, "wait");
    backlog.drain(1000);
    expect(wait).not.toHaveBeenCalled();
  });
});
