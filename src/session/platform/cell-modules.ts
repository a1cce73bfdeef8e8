/** Finds and loads what the cells of a notebook import. */
export interface CellModules {
  /** What `require` is in a cell. */
  readonly require: unknown;
  /** What `import.meta` is in a cell. */
  readonly meta: object;
  /** Loads the modules of a cell's import declarations, in their order. */
  load(specifiers: readonly string[]): Promise<unknown[]>;
  /** Loads a module for a dynamic import, and returns its namespace. */
  import(specifier: string): Promise<unknown>;
}
