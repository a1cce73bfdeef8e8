// Stochastic gradient descent over one block of ratings; the readable form is src/numerics/biased-sgd.ts.
import { permutation, stateOf } from "./random";
import { piecesOf } from "./runs";
import { descend, dot } from "./vector";

/**
 * One task of an epoch: the ratings of one block in random order: user by user, and of each user. `users`, `items`, `values` hold
 * the ratings block after block, each user's together; the values are without their mean. Block b of them begins at
 * `starts[b]`, and task t works on block `blocks[t]`. A row of P or Q has `stride` numbers, a multiple of four. Writes the
 * sum of squared errors to `sums[b]`. `orders` has 3 × `longest` + 1 numbers for each thread.
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
  rate: f32,
  regularization: f32,
  seed: u32,
  task: i32,
  thread: i32,
): void {
  const block = load<i32>(blocks + (task << 2));
  const from = load<i32>(starts + (block << 2));
  const count = load<i32>(starts + (block << 2), 4) - from;
  const within = orders + ((<usize>thread * (3 * longest + 1)) << 2);
  const pieceOrder = within + (<usize>longest << 2);
  const pieces = pieceOrder + (<usize>longest << 2);
  const found = piecesOf(users + (<usize>from << 2), count, count, pieces);
  let state = permutation(pieceOrder, found, stateOf(seed, block));
  const bytes = (<usize>stride) << 2;
  const shrink = rate * regularization;
  let sum: f64 = 0;
  for (let r = 0; r < found; r++) {
    const piece = pieces + (load<i32>(pieceOrder + (r << 2)) << 2);
    const first = from + load<i32>(piece);
    const length = load<i32>(piece, 4) - load<i32>(piece);
    state = permutation(within, length, state);
    const u = <usize>load<i32>(users + (<usize>first << 2));
    const p = P + u * bytes;
    const ofUser = userBiases + (u << 2);
    let userBias = load<f32>(ofUser);
    for (let m = 0; m < length; m++) {
      const n = (<usize>(first + load<i32>(within + (m << 2)))) << 2;
      const i = <usize>load<i32>(items + n);
      const q = Q + i * bytes;
      const ofItem = itemBiases + (i << 2);
      const itemBias = load<f32>(ofItem);
      const error: f32 = load<f32>(values + n) - userBias - itemBias - dot(p, q, bytes);
      sum += <f64>error * <f64>error;
      const step = rate * error;
      userBias += step - shrink * userBias;
      store<f32>(ofItem, itemBias + (step - shrink * itemBias));
      descend(p, q, bytes, shrink, step);
    }
    store<f32>(ofUser, userBias);
  }
  store<f64>(sums + (block << 3), sum);
}
