/**
 * What pages without JupyterLab draw with: the views, the playground, and the host that they are shown in. A page calls
 * `useHost(pageHost(…))` before it draws, and `chooseLanguage` where it is not English.
 */
export { Chart } from "./chart";
export { element, replaceChildren, setText } from "./dom";
export { EngineChannel } from "./engine/client";
export { bundledCharts } from "./host/bundled-charts";
export { host, offer, useHost } from "./host/host";
export type { Host, MessageKind } from "./host/host";
export { pageHost } from "./host/page-host";
export type { PageOptions } from "./host/page-host";
export { pageTheme, THEME_MARK } from "./host/page-theme";
export type { ThemeSource } from "./host/theme";
export { chooseLanguage } from "./language";
export { Playground } from "./playground/playground";
export { announce, changeSettings, onPreferencesChange, preferences } from "./preferences";
export type { Preferences } from "./preferences";
export { Drawing } from "./views/drawing";
export { EquationView } from "./views/equation/equation";
export { Scrubber } from "./views/curve/scrubber";
export { currentLanguage, t } from "./words";
export { Workbench } from "./workbench/workbench";
