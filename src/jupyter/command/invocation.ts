/** How the user calls this command, so that suggested commands can be typed as they are. */
export const self: string = process.env.npm_command === "exec" ? "npx factorlab" : "factorlab";
