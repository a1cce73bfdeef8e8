/** The first of some values, at most so many, and an iterable of all of them; to be closed where it is not gone through. */
export function peeked<Value>(
  values: Iterable<Value>,
  count: number,
): { readonly first: readonly Value[]; readonly all: Iterable<Value>; readonly close: () => void } {
  const iterator = values[Symbol.iterator]();
  const first: Value[] = [];
  while (first.length < count) {
    const next = iterator.next();
    if (next.done === true) return { first, all: first, close: () => undefined };
    first.push(next.value);
  }
  function* all(): Generator<Value> {
    try {
      yield* first;
      for (let next = iterator.next(); next.done !== true; next = iterator.next()) yield next.value;
    } finally {
      // Closes the file where a value is wrong.
      iterator.return?.();
    }
  }
  return { first, all: all(), close: () => void iterator.return?.() };
}
