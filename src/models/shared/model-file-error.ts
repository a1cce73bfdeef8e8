import { FactorlabError } from "../../errors";

/** The text of a model cannot be read: it is missing, truncated, changed, of another kind or of a later version. */
export class ModelFileError extends FactorlabError {
  /** The name of the class. */
  override name = "ModelFileError";
}
