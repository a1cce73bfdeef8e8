import type { ValueError } from "../errors";
import type { RatingCollector } from "./collector";
import type { RowReader } from "./csv-rows";
import type { Dialect, RowKind } from "./dialect";
import { LibsvmRows, refuseLibfm } from "./libsvm-rows";
import type { LineNumbers } from "./line-numbers";
import { NetflixBlocks } from "./netflix-blocks";
import type { ReadFormat, SourceReport } from "./report";
import type { RowForm } from "./row-scanner";
import { TextColumns } from "./text-columns";
import type { FieldOptions } from "./text-columns";

const FORMATS: Readonly<Record<RowKind, ReadFormat>> = {
  rows: "separated text",
  netflix: "Netflix blocks",
  "matrix market": "MatrixMarket",
  libsvm: "libsvm",
};

/** Reads the rows of a text of ratings, whatever they look like. */
export class RatingLines implements RowReader {
  readonly fewest: number;
  private dialect: Dialect | null = null;
  private columns: TextColumns | null = null;
  private rows: { read(fields: readonly string[], line: number): void } | null = null;

  constructor(
    readonly options: FieldOptions,
    private readonly collector: RatingCollector,
    private readonly lines: LineNumbers,
  ) {
    this.fewest = options.rating === null ? 2 : 3;
  }

  get form(): Omit<RowForm, "dialect"> | null {
    return this.columns?.form ?? null;
  }

  begin(dialect: Dialect): void {
    const { collector, lines } = this;
    this.dialect = dialect;
    if (dialect.kind === "libsvm") refuseLibfm(dialect.sample);
    if (dialect.kind === "netflix") this.rows = new NetflixBlocks(collector, lines);
    else if (dialect.kind === "libsvm") this.rows = new LibsvmRows(collector, lines);
    else this.rows = this.columns = new TextColumns(this.options, dialect, collector, lines);
  }

  read(fields: readonly string[], line: number): void {
    this.rows!.read(fields, line);
  }

  isRead(field: number): boolean {
    return this.columns?.isRead(field) ?? true;
  }

  refuse(error: ValueError, line: number): void {
    this.lines.push(line);
    this.collector.refuse(error);
  }

  /** Checks what can only be checked behind the last row. @throws ValueError */
  finish(): void {
    this.columns?.finish();
  }

  /** What was found. */
  found(): SourceReport {
    const { dialect } = this;
    if (dialect === null) return { format: "separated text" };
    const { kind, separator, quotes, comments } = dialect;
    return { format: FORMATS[kind], separator, quotes, comments, columns: this.columns?.found ?? null };
  }
}
