/** What the build writes into the widget: all stylesheets, and the address of the page that opens shared experiments. */
declare const FACTORLAB_STYLES: string;
declare const FACTORLAB_LINKS: string;

export const styles = (): string => FACTORLAB_STYLES;
export const links = (): string | null => FACTORLAB_LINKS || null;
