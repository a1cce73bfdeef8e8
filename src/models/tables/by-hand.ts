import { wrongArgument } from "../../errors";
import { facts } from "../../outputs/describe";
import { Displayed } from "../../outputs/displayed";
import type { FactorizationLike } from "../../payload/build";
import { dialsPayload } from "../../payload/build-dials";
import type { DialsParts } from "../../payload/build-dials";

/** A factorization whose numbers a person turns by hand, beside what the machine makes of the same start. */
export class ByHand extends Displayed {
  /** Takes the factors as they are now. @throws ValueError where there are too many numbers to turn. @internal */
  constructor(model: FactorizationLike, parts: DialsParts) {
    const payload = dialsPayload(model, parts);
    if (!payload) {
      const { rows, columns } = model.data;
      throw wrongArgument("data", rows, "at most 2,500 cells and 1,500 dials", `${rows} × ${columns}`);
    }
    super(payload, `By hand: ${facts(payload).join(", ")}`);
  }
}
