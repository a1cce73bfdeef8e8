/** Under what the command palette lists our commands: a name, the same in every language. */
export const CATEGORY = "Factorlab";
