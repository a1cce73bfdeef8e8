/** All stylesheets; the build writes them into the widget. */
declare const FACTORLAB_STYLES: string;

export const styles = (): string => FACTORLAB_STYLES;
