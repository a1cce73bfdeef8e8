import { startShell } from "../shell/shell";
import "./article.css";
import "./figures.css";
import "./tables.css";
import { descentFigure } from "./figures/descent";
import { dialsFigure, startDials } from "./figures/dials";
import { featuresFigure } from "./figures/features";
import { guessFigure } from "./figures/guess";
import { hideFigure } from "./figures/hide";
import { productFigure } from "./figures/product";
import { rateFigure } from "./figures/rate";
import { copyButtons, CurrentExperiment } from "./links";
import { scaleFigure } from "./scale";

startShell();

const figure = (name: string): HTMLElement => document.querySelector<HTMLElement>(`[data-figure="${name}"]`)!;
const current = new CurrentExperiment([...document.querySelectorAll<HTMLAnchorElement>("a.to-playground")]);
const dials = startDials();

guessFigure(figure("guess"), (stars) => {
  const line = document.querySelector<HTMLElement>("[data-guessed]")!;
  line.textContent = `You said ${stars}.`;
});
const showProduct = productFigure(figure("product"), dials);
dialsFigure(figure("dials"), dials, showProduct);
descentFigure(figure("descent"));
hideFigure(figure("hide"), (hidden) => current.hide(hidden));
rateFigure(figure("rate"), (learningRate) => current.set({ learningRate }));
featuresFigure(figure("features"), (features) => current.set({ features }));
scaleFigure(figure("scale"));
copyButtons(document);
