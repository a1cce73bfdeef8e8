// How alike a vector is to many, in 32-bit floats: enough to tell which few are worth an exact look.

/**
 * Writes x·y of a vector x and each row y, all of length 1: `width` numbers each. Rows come in `count` panels of 16 side by
 * side, feature by feature.
 */
export function alikeness(x: usize, panels: usize, width: i32, count: i32, products: usize): void {
  const end = x + (<usize>width << 2);
  let y = panels;
  for (let p = 0; p < count; p++) {
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (let at = x; at < end; at += 4, y += 64) {
      const own = v128.load32_splat(at);
      a = f32x4.add(a, f32x4.mul(own, v128.load(y)));
      b = f32x4.add(b, f32x4.mul(own, v128.load(y, 16)));
      c = f32x4.add(c, f32x4.mul(own, v128.load(y, 32)));
      d = f32x4.add(d, f32x4.mul(own, v128.load(y, 48)));
    }
    const to = products + (<usize>p << 6);
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
  }
}
