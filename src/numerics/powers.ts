/** x². The operator `**` rounds otherwise in some engines. */
export function square(x: number): number {
  return x * x;
}

const floats = new Float64Array(1);
const words = new Uint32Array(floats.buffer);
/** Where a float's exponent stands in its upper half, and what is added to it. */
const [EXPONENT_SHIFT, EXPONENT_BIAS, EXPONENT_BITS] = [20, 1023, 0x7ff];
/** Below it, floats have leading zeros instead of an exponent. */
const LEAST_NORMAL = 2 ** -1022;
const TO_NORMAL = 2 ** 54;

/** ⌊log₂ x⌋ of a finite number > 0, read from its bits. */
export function exponentOf(x: number): number {
  if (x < LEAST_NORMAL) return exponentOf(x * TO_NORMAL) - 54;
  floats[0] = x;
  return ((words[1] >>> EXPONENT_SHIFT) & EXPONENT_BITS) - EXPONENT_BIAS;
}

/** 2 to a whole number from −1074 to 1023, exactly. */
export function powerOfTwo(exponent: number): number {
  if (exponent < -1022) return powerOfTwo(exponent + 54) / TO_NORMAL;
  words[0] = 0;
  words[1] = (exponent + EXPONENT_BIAS) << EXPONENT_SHIFT;
  return floats[0];
}
