/** The classes of the realm to which the numbers are to belong. */
type Realm = Pick<typeof globalThis, "ArrayBuffer" | "Int32Array"> &
  Partial<Pick<typeof globalThis, "SharedArrayBuffer">>;

/** Numbers that other threads can see and change; where a page may not share memory, only this one. */
export function sharedNumbers(count: number, realm: Realm = globalThis): Int32Array {
  const bytes = count * Int32Array.BYTES_PER_ELEMENT;
  return new realm.Int32Array(new (realm.SharedArrayBuffer ?? realm.ArrayBuffer)(bytes));
}

/** Whether other threads can see numbers. */
export function isShared(numbers: Int32Array): boolean {
  return Object.prototype.toString.call(numbers.buffer) !== "[object ArrayBuffer]";
}
