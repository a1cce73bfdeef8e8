/** Chooses the language of the views, as the setting does. */
export const LANGUAGE_COMMAND = "factorlab:choose-language";
