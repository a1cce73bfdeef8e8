/** Words that are reserved in TypeScript or Python, or that the copied code itself uses. */
const TAKEN = new Set(
  (
    "and as assert async await break case catch class const continue debugger def default del delete do elif else " +
    "enum except export extends false False finally for from function global if implements import in instanceof " +
    "interface is lambda let new None nonlocal not null np number or package pass private protected public raise " +
    "return static super switch this throw true True try typeof undefined var void while with yield"
  ).split(" "),
);

/** A matrix's name as a variable: `L·U` becomes `LU`; `matrix` where no letter is left. */
export function identifier(name: string): string {
  const bare = name.normalize("NFKD").replace(/[^A-Za-z0-9_]+/g, "");
  if (bare === "") return "matrix";
  return /^\d/.test(bare) || TAKEN.has(bare) ? `_${bare}` : bare;
}
