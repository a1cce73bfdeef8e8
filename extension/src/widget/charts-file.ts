import { bundledCharts } from "../host/bundled-charts";

/** The chart library as a file of its own, which Python sends when a chart is first drawn. */
export default await bundledCharts();
