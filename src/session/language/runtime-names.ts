/** The names under which compiled cells reach the kernel: the parameters of the function that a cell becomes. */
export const runtimeNames = {
  /** `(name)`: the box that holds a variable's value for all cells. */
  box: "__box",
  /** `(name, value, isConstant)`: puts the value of a declared variable into its box, and returns the box. */
  define: "__define",
  /** `(name, read)`: has the box of an imported name read its value at every use. */
  live: "__live",
  /** `(value)`: receives the value of the last expression. */
  result: "__result",
  /** `(index, name)`: the cell's index-th module itself, `=`, or its namespace, `*`. */
  imported: "__imported",
  /** `(index, name)`: the object whose property is that export of the cell's index-th module. */
  source: "__source",
  /** `(specifier)`: a dynamic import from the notebook's folder. */
  dynamicImport: "__import",
  /** `(error)`: writes the names of variables into the message of an error that is caught. */
  named: "__named",
  /** `import.meta`. */
  meta: "__meta",
  /** The shared flags of interrupt.ts, and the functions that end the code that finds one set. */
  flag: "__flag",
  stop: "__stop",
  stopLate: "__stopLate",
  /** The functions of checks.ts, which end the code of an interrupted cell and let it clean up. */
  checks: "__checks",
  /** The context in which the cell began, where the platform does not follow an `await`; functions have their own. */
  here: "__here",
} as const;

export type RuntimeName = keyof typeof runtimeNames;
