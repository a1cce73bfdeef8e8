/** Where pip has installed this package: then the Python package's own starter runs the command, and says so. */
import type { System } from "./system";

/** What the starter says in environment variables (`factorlab/node.py` in the wheel). */
export interface PipPackage {
  /** The Python whose package it is. */
  python: string;
  /** By what it found Node, such as `"PATH"`. */
  nodeOrigin: string;
}

/** The Python package that this command belongs to; undefined where npm installed it. */
export function pipPackage({ env }: Pick<System, "env">): PipPackage | undefined {
  const python = env.FACTORLAB_PIP_PYTHON;
  return python ? { python, nodeOrigin: env.FACTORLAB_NODE_ORIGIN ?? "an unknown way" } : undefined;
}
