/**
 * The playground's page on the published site, which anybody can open; empty while the project is not published.
 * `npm run metadata` writes it, as the default of JupyterLab's setting.
 */
export const PUBLISHED_PLAYGROUND: string = "";
