/** How a person calls this command: what they are told to type must work as it stands. */
export const self: string = process.env.npm_command === "exec" ? "npx factorlab" : "factorlab";
