// Random whole numbers inside a kernel, where one for each rating would be slow to hand over.

/** The next state of a generator; never 0 unless it was. @see Marsaglia 2003, "Xorshift RNGs" */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function nextState(state: u64): u64 {
  state ^= state >> 12;
  state ^= state << 25;
  return state ^ (state >> 27);
}

/** A whole number from 0 up to, not including, `count`. @see Vigna 2016, "An experimental exploration of xorshift" */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function below(count: u32, state: u64): u32 {
  return <u32>((((state * 0x2545f4914f6cdd1d) >> 32) * <u64>count) >> 32);
}

/** The state of a task's generator, from a seed and the task's number: 64 well mixed bits. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function stateOf(seed: u32, task: u32): u64 {
  const z = mixed((<u64>seed << 32) | <u64>(task + 1));
  return z == 0 ? 1 : z;
}

/** 64 well mixed bits of a number, for each number others. @see Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators" */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function mixed(number: u64): u64 {
  let z = number * 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** Writes the numbers from 0 to `count` − 1 in random order, as 32-bit integers. Returns the generator's next state. */
export function permute(order: usize, count: i32, state: u64): u64 {
  for (let n = 0; n < count; n++) {
    state = nextState(state);
    const m = below(n + 1, state);
    store<i32>(order + (n << 2), load<i32>(order + (m << 2)));
    store<i32>(order + (m << 2), n);
  }
  return state;
}

/** Writes what {@link permute} does from the beginning of a task's generator. */
export function permutation(order: usize, count: i32, seed: u32, task: i32): void {
  permute(order, count, stateOf(seed, task));
}
