/** `util.getCallSites` in a cell. */
import util from "node:util";
import { userSites, type PlainSite } from "../../session/errors/call-sites";
import { personArray, personFunction, personObject } from "../../session/realm/person";

const mostSites = 200;

/** Gives `util.getCallSites` the user's lines, and the frames that stacks have. */
export function mapCallSites(): void {
  type GetCallSites = (count?: unknown, ...rest: unknown[]) => PlainSite[];
  const holder = util as unknown as { getCallSites?: GetCallSites };
  const original = holder.getCallSites;
  if (original === undefined) return;
  holder.getCallSites = personFunction(function getCallSites(count: unknown = 8, ...rest: unknown[]) {
    // Node refuses what is no count; its own frames and the kernel's are not to use it up.
    const isCount = typeof count === "number" && Number.isInteger(count) && count > 0 && count <= mostSites;
    if (!isCount) return Reflect.apply(original, undefined, [count, ...rest]);
    const sites = Reflect.apply(original, undefined, [mostSites, ...rest]);
    return personArray(userSites(Array.from(sites), count).map(personObject));
  });
}
