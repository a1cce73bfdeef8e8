import { ValueError } from "../../errors";
import { checkOptionNames, checkWhole } from "../../training/options";
import type { FittedTable } from "../tables/fitted";

/** The entry of L or U that a gradient is for. */
export type WithRespectTo =
  | {
      /** The feature of the entry in `L[userRow]`. */
      wrtUserIdx: number;
      /** Absent: the gradient is for an entry of L. */
      wrtItemIdx?: undefined;
    }
  | {
      /** The feature of the entry in `U[…][itemCol]`. */
      wrtItemIdx: number;
      /** Absent: the gradient is for an entry of U. */
      wrtUserIdx?: undefined;
    };

/** 2·(data[u,i] − predicted) times the other factor's entry. @throws ValueError */
export function singleGradient(
  { data, L, U }: Pick<FittedTable, "data" | "L" | "U">,
  userRow: number,
  itemCol: number,
  wrt: WithRespectTo,
  predict: (user: number, item: number) => number,
): number {
  checkOptionNames(wrt, ["wrtUserIdx", "wrtItemIdx"], "wrt");
  const user = checkWhole(userRow, "userRow", 0, data.rows - 1);
  const item = checkWhole(itemCol, "itemCol", 0, data.columns - 1);
  if (wrt.wrtUserIdx !== undefined && wrt.wrtItemIdx !== undefined) throw bothGiven();
  const last = L.columns - 1;
  if (Number.isNaN(data.get(user, item))) throw unknownCell(user, item);
  const error = data.get(user, item) - predict(user, item);
  if (wrt.wrtUserIdx !== undefined) {
    return 2 * error * U.get(checkWhole(wrt.wrtUserIdx, "wrtUserIdx", 0, last), item);
  }
  return 2 * error * L.get(user, checkWhole(wrt.wrtItemIdx, "wrtItemIdx", 0, last));
}

function unknownCell(row: number, column: number): ValueError {
  const expected = "a cell that is known: an unknown one has no error";
  return new ValueError(`data[${row}][${column}] is unknown, expected ${expected}`, {
    argument: "data",
    index: [row, column],
    actual: null,
    expected,
  });
}

function bothGiven(): ValueError {
  const expected = "either wrtUserIdx or wrtItemIdx";
  return new ValueError(`wrt has both wrtUserIdx and wrtItemIdx, expected ${expected}`, {
    argument: "wrt",
    expected,
  });
}
