// Stochastic gradient descent over one block of ratings; the readable form is src/numerics/biased-sgd.ts.
import { permutation } from "./random";
import { dot } from "./vector";

/**
 * One task of an epoch: the ratings of one block, in random order. `users`, `items`, `values` hold the ratings block after
 * block; block b of them begins at `starts[b]`, and task t works on block `blocks[t]`. A row of P or Q has `stride` numbers,
 * a multiple of four. Writes the sum of squared errors to `sums[b]`. `orders` has `longest` numbers for each thread.
 */
export function biasedSgd(
  users: usize,
  items: usize,
  values: usize,
  starts: usize,
  blocks: usize,
  P: usize,
  Q: usize,
  userBiases: usize,
  itemBiases: usize,
  sums: usize,
  orders: usize,
  longest: i32,
  stride: i32,
  mean: f32,
  rate: f32,
  regularization: f32,
  seed: u32,
  task: i32,
  thread: i32,
): void {
  const block = load<i32>(blocks + (task << 2));
  const from = load<i32>(starts + (block << 2));
  const count = load<i32>(starts + (block << 2), 4) - from;
  const order = orders + ((<usize>thread * longest) << 2);
  permutation(order, count, seed, block);
  const bytes = (<usize>stride) << 2;
  const decay: f32 = 1 - rate * regularization;
  const decays = f32x4.splat(decay);
  let sum: f64 = 0;
  for (let m = 0; m < count; m++) {
    const n = (<usize>(from + load<i32>(order + (m << 2)))) << 2;
    const u = <usize>load<i32>(users + n);
    const i = <usize>load<i32>(items + n);
    const p = P + u * bytes;
    const q = Q + i * bytes;
    const ofUser = userBiases + (u << 2);
    const ofItem = itemBiases + (i << 2);
    const userBias = load<f32>(ofUser);
    const itemBias = load<f32>(ofItem);
    const error: f32 = load<f32>(values + n) - mean - userBias - itemBias - dot(p, q, bytes);
    sum += <f64>error * <f64>error;
    const step = rate * error;
    store<f32>(ofUser, decay * userBias + step);
    store<f32>(ofItem, decay * itemBias + step);
    const steps = f32x4.splat(step);
    for (let at: usize = 0; at < bytes; at += 16) {
      const x = v128.load(p + at);
      const y = v128.load(q + at);
      v128.store(p + at, f32x4.add(f32x4.mul(decays, x), f32x4.mul(steps, y)));
      v128.store(q + at, f32x4.add(f32x4.mul(decays, y), f32x4.mul(steps, x)));
    }
  }
  store<f64>(sums + (block << 3), sum);
}
