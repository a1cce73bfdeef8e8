/** The name under which the kernel's realm keeps its global object. */
export const ownRealm: unique symbol = Symbol.for("factorlab.realm") as never;
