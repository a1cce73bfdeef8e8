/** The category of our commands in the command palette: a name, the same in every language. */
export const CATEGORY = "Factorlab";
