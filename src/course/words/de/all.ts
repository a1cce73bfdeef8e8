import { words00 } from "./00";
import { words01 } from "./01";
import { words02 } from "./02";
import { words03 } from "./03";

export { common } from "./common";
export { predictions } from "./predictions";

/** The exercises of notebooks 00 to 03 in German. */
export const exercises = { ...words00, ...words01, ...words02, ...words03 };
