/**
 * What is read of an Arrow table. Flechette's own types need a newer compiler than that of stock tslab, which reads ours.
 */
export interface ArrowTable {
  toArray(): unknown[];
  getChild(name: string): { readonly length: number; at(row: number): unknown };
}
