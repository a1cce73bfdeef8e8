import type * as ModelFiles from "./model-files";
import { modelText } from "./sealed";

/** What reads and writes files, which a page that does neither need not load. */
const files = (): Promise<typeof ModelFiles> => import("./model-files");

/** A model that can be written into a file and read from it again. */
export abstract class SavedModel {
  /** The name of the model's class in files and tables: "BiasedMF". */
  abstract readonly name: string;

  /** Everything of the model as plain data, for `JSON.stringify`. @throws NotFittedError before training. */
  abstract toJSON(): object;

  /** What {@link toJSON} writes as text, with numbers as tensors. @internal */
  protected unwritten(): object {
    return this.toJSON();
  }

  /**
   * Everything of the model as the bytes of a file in the layout of safetensors, which other programs can read as well.
   * Numbers take 4 bytes where a 32-bit float or integer holds all of their array exactly, else 8.
   * @throws NotFittedError before training.
   */
  async toSafetensors(): Promise<Uint8Array> {
    const { wholeModel } = await files();
    return wholeModel(this.name, this.unwritten());
  }

  /**
   * Writes the model into a file: as {@link toSafetensors} gives it where the name ends in ".safetensors", which takes
   * the least room and has no limit but the disk's; else as JSON, which has to be shorter than the longest text, some 500
   * million characters. Wait for the promise before you train on. An existing file is replaced only once the new one is
   * complete; a link stays one, and mode and owner are kept.
   * @example
   * await model.save("films.safetensors");
   * const again = await BiasedMF.load("films.safetensors");
   * @throws NotFittedError before training; FileError if it cannot be written, is read-only, no regular file, or one with
   * several names; ModelFileError if it is too long; EnvironmentError where there are no files, as in a browser.
   */
  async save(path: string): Promise<void> {
    const isBinary = typeof path === "string" && /\.safetensors$/i.test(path);
    const text = isBinary ? null : modelText(this);
    const { writeModel, writeText } = await files();
    await (text === null ? writeModel(path, this.name, this.unwritten()) : writeText(path, text));
  }

  /**
   * The model that {@link save} wrote, whatever the file is called: the bytes say which of the two kinds it is.
   * @throws FileError if the file cannot be read; ModelFileError, with its name, if it is damaged, of another class, of
   * a later version or no model; ValueError if it does not fit into memory.
   */
  static async load<Model extends SavedModel>(
    this: { fromJSON(json: unknown): Model },
    path: string,
  ): Promise<Model> {
    const { loadModel } = await files();
    return loadModel(path, (given) => this.fromJSON(given));
  }

  /**
   * The model that {@link toSafetensors} gave the bytes of.
   * @throws ValueError unless `bytes` is a Uint8Array; ModelFileError if it is damaged, of another class, of a later
   * version or no model.
   */
  static async fromSafetensors<Model extends SavedModel>(
    this: { fromJSON(json: unknown): Model },
    bytes: Uint8Array,
  ): Promise<Model> {
    const { readModel } = await files();
    return this.fromJSON(readModel(bytes));
  }
}
