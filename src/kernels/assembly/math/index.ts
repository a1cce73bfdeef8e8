// Engines differ in the last digits of these; compiled into the module, they are the same everywhere.

export function exp(x: f64): f64 {
  return Math.exp(x);
}

export function expm1(x: f64): f64 {
  return Math.expm1(x);
}

export function log(x: f64): f64 {
  return Math.log(x);
}

export function log1p(x: f64): f64 {
  return Math.log1p(x);
}

export function log2(x: f64): f64 {
  return Math.log2(x);
}

export function log10(x: f64): f64 {
  return Math.log10(x);
}

export function pow(x: f64, y: f64): f64 {
  return Math.pow(x, y);
}

export function cos(x: f64): f64 {
  return Math.cos(x);
}

export function sin(x: f64): f64 {
  return Math.sin(x);
}

export function hypot(x: f64, y: f64): f64 {
  return Math.hypot(x, y);
}
