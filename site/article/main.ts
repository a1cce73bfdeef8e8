import { startShell } from "../shell/shell";
import "./article.css";
import "./figures.css";
import "./charts.css";
import "./tables.css";
import "./dials.css";
import { Dials } from "./dials";
import { DescentFigure } from "./figures/descent";
import { DialsFigure } from "./figures/dials";
import { FeaturesFigure } from "./figures/features";
import { guessFigure } from "./figures/guess";
import { HideFigure } from "./figures/hide";
import { ProductFigure } from "./figures/product";
import { RateFigure } from "./figures/rate";
import { copyButtons, CurrentExperiment } from "./links";
import { scaleFigure } from "./scale";

startShell();

const figure = (name: string): HTMLElement => document.querySelector<HTMLElement>(`[data-figure="${name}"]`)!;
const current = new CurrentExperiment([...document.querySelectorAll<HTMLAnchorElement>("a.to-playground")]);
const dials = new Dials();
const descent = new DescentFigure(figure("descent"));

guessFigure(figure("guess"), (stars) => descent.compareWith(stars));
new DialsFigure(figure("dials"), dials);
new ProductFigure(figure("product"), dials);
new HideFigure(figure("hide"), (hidden) => current.hide(hidden));
new RateFigure(figure("rate"), (learningRate) => current.set({ learningRate }));
new FeaturesFigure(figure("features"), (features) => current.set({ features }));
scaleFigure(figure("scale"));
copyButtons(document);
