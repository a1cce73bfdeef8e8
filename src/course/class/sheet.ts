import { wrongArgument } from "../../errors";
import { writeBytes } from "../../files/bytes-file";
import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import { csvLine } from "../../outputs/copy/csv-line";
import { makeBundle } from "../../outputs/make-bundle";
import { tablePayload } from "../../payload/build-lists";
import { checkOptionNames, checkWhole } from "../../training/options";

/** Twelve films that many have seen, and that few like alike. */
export const FILMS: readonly string[] = [
  ...["Star Wars", "Avatar", "Jurassic Park", "Black Panther", "Titanic", "Barbie"],
  ...["Frozen", "The Lion King", "Finding Nemo", "Shrek", "Paddington", "Spirited Away"],
];

/** What a sheet asks. */
export interface ClassSheetOptions {
  /** The films, 2 to 40. @default twelve that many have seen */
  films?: readonly string[];
  /** How many rows there are for pupils, 1 to 500. @default 25 */
  pupils?: number;
}

const HINT = "Give each film that you have seen 1 to 5 stars. Leave a film empty that you have not seen.";

/** A sheet to fill in: a row for each pupil, a column for each film. */
export class ClassSheet {
  /** @param films the heads of the columns. @param pupils how many rows there are. */
  constructor(
    readonly films: readonly string[],
    readonly pupils: number,
  ) {}

  /** The sheet as CSV, which any spreadsheet opens. */
  toString(): string {
    const rows = Array.from({ length: this.pupils }, () => ["", ...this.films.map(() => "")]);
    return [["Name", ...this.films], ...rows].map(csvLine).join("");
  }

  /** Writes the sheet into a CSV file. An existing file is replaced. @throws FileError, EnvironmentError outside Node */
  async save(path: string): Promise<void> {
    const { TextEncoder } = globalThis as unknown as {
      TextEncoder: new () => { encode(text: string): Uint8Array };
    };
    // Excel reads a file as UTF-8 only behind this mark.
    await writeBytes(path, [new TextEncoder().encode(`\uFEFF${this.toString()}`)]);
  }

  /** The head of the sheet, as a notebook shows it. */
  [jupyterDisplay](): MimeBundle {
    const title = `A sheet for ${this.pupils} pupils`;
    const payload = tablePayload(
      title,
      ["Name", ...this.films].map((name) => ({ name })),
      [],
      [HINT],
    );
    return makeBundle(payload, [title, ["Name", ...this.films].join(" | "), HINT].join("\n"));
  }
}

/**
 * A sheet in which a class rates films: `save` writes it for a spreadsheet, and {@link classRatings} reads what comes back.
 * @throws ValueError for an invalid option.
 * @example
 * await classSheet({ pupils: 28 }).save("class.csv");
 */
export function classSheet(options: ClassSheetOptions = {}): ClassSheet {
  checkOptionNames(options, ["films", "pupils"]);
  const films: unknown = options.films ?? FILMS;
  const isList = Array.isArray(films) && films.length >= 2 && films.length <= 40;
  if (!isList || !films.every((film) => typeof film === "string" && film.trim() !== ""))
    throw wrongArgument("films", films, "a list of 2 to 40 titles");
  return new ClassSheet([...(films as string[])], checkWhole(options.pupils ?? 25, "pupils", 1, 500));
}
