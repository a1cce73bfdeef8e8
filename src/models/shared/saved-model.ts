import { readText, writeText } from "../../files/text-file";
import { modelText } from "./sealed";

/** A model that can be written into a file and read from it again. */
export abstract class SavedModel {
  /** The name of the model's class in files and tables: "BiasedMF". */
  abstract readonly name: string;

  /** Everything of the model as plain data, for `JSON.stringify`. @throws NotFittedError before training. */
  abstract toJSON(): object;

  /**
   * Writes the model into a file, as JSON. An existing file is replaced only once the new one is complete; a link stays
   * one, and mode and owner are kept.
   * @example
   * await model.save("films.json");
   * const again = await BiasedMF.load("films.json");
   * @throws FileError if it cannot be written, is read-only, no regular file, or one with several names; EnvironmentError
   * where there are no files, as in a browser.
   */
  async save(path: string): Promise<void> {
    await writeText(path, modelText(this));
  }

  /** The model that `save` wrote. @throws FileError if the file cannot be read; ModelFileError as in `fromJSON`. */
  static async load<Model extends SavedModel>(
    this: { fromJSON(json: unknown): Model },
    path: string,
  ): Promise<Model> {
    return Promise.resolve(readText(path)).then((text) => this.fromJSON(text));
  }
}
