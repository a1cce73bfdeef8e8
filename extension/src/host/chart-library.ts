/** The chart library with the charts that are drawn, to be loaded when the first one is. */
import plotly from "plotly.js/lib/core";
import heatmap from "plotly.js/lib/heatmap";

plotly.register([heatmap]);

export default plotly;
