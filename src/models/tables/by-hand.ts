import { wrongArgument } from "../../errors";
import { Displayed } from "../../outputs/displayed";
import type { FactorizationLike } from "../../payload/build";
import { canBeTurned } from "../../payload/dials-bounds";
import type { DialsParts } from "../../payload/build-dials";

/** A factorization whose numbers a person turns by hand, beside what the machine makes of the same start. */
export class ByHand extends Displayed {
  /** Takes the factors as they are now. @throws ValueError where there are too many numbers to turn. @internal */
  constructor(model: FactorizationLike, parts: DialsParts) {
    if (!canBeTurned(model)) {
      const { rows, columns } = model.data;
      const expected = "at most 2,500 cells, 1,500 dials, and 300 rows or columns";
      throw wrongArgument("data", rows, expected, `${rows} × ${columns}`);
    }
    super(({ dials }) => dials(model, parts), "Factorization by hand");
  }
}
