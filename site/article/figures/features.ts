import { element } from "../../../extension/src/dom";
import { svgElement } from "../../../extension/src/views/svg-element";
import { paintMiss } from "../cells";
import { drawToFit, saying, starsText } from "../parts";
import { EIGHT_TO_HIDE, FILMS, PEOPLE, ratedPlaces, ratingsWithout } from "../ratings";
import { averageMiss, SETTINGS, starsAt, Training } from "../training";

/** The miss on the ratings that were trained on, and on the hidden ones. */
interface Misses {
  seen: number;
  hidden: number;
}

const MOST = 6;
const ITERATIONS = 1500;
const MARGIN = { left: 40, right: 64, top: 14, bottom: 32 };
const HEIGHT = 260;
/** The end of the axis of misses, in stars. */
const TOP = 2.4;

/** More and more factors: what they make of ratings that they have seen, and of others. */
export function featuresFigure(figure: HTMLElement, onFeatures: (features: number) => void): void {
  const left = ratingsWithout(EIGHT_TO_HIDE);
  const found = new Map<number, Misses>();
  const chart = svgElement("svg", { class: "misses", role: "img", height: HEIGHT });
  const said = saying();
  const cells = EIGHT_TO_HIDE.map(() => element("span", { class: "cell" }));
  let [width, chosen] = [0, 1];

  const buttons = Array.from({ length: MOST }, (_, k) => {
    const made = element("button", { class: "count", text: String(k + 1), attributes: { type: "button" } });
    made.addEventListener("click", () => {
      choose(k + 1);
      onFeatures(k + 1);
    });
    return made;
  });
  const draw = (): void => drawMisses(chart, width, found, chosen);
  const choose = (features: number): void => {
    chosen = features;
    const training = new Training(left, { ...SETTINGS, features, iterations: ITERATIONS }).finish();
    const guess = training.guess.bind(training);
    const misses = { seen: averageMiss(ratedPlaces(left), guess), hidden: averageMiss(EIGHT_TO_HIDE, guess) };
    found.set(features, misses);
    buttons.forEach((each, k) => each.setAttribute("aria-pressed", String(k + 1 === features)));
    EIGHT_TO_HIDE.forEach((place, k) => paintMiss(cells[k], guess(place), starsAt(place), `was ${starsAt(place)}`));
    said.textContent = sentence(features, misses);
    chart.setAttribute("aria-label", `Average miss by the number of factors. ${said.textContent}`);
    draw();
  };
  const group = element("div", {
    class: "counts",
    attributes: { role: "group", "aria-label": "Number of factors" },
    children: buttons,
  });
  figure.append(
    element("div", { class: "bar", children: [element("span", { class: "label", text: "Factors" }), group] }),
    chart,
    said,
    hiddenList(cells),
  );
  drawToFit(chart, (now) => {
    width = now;
    draw();
  });
  choose(1);
}

function sentence(features: number, { seen, hidden }: Misses): string {
  const factors = features === 1 ? "One factor misses" : `${features} factors miss`;
  const seenText = seen < 0.005 ? "nothing at all" : starsText(seen, 2);
  return `${factors} by ${seenText} on ratings seen in training, and by ${starsText(hidden, 2)} on the hidden ones.`;
}

/** The eight hidden ratings, each with its guess. */
function hiddenList(cells: HTMLElement[]): HTMLElement {
  const items = EIGHT_TO_HIDE.map(([person, film], k) =>
    element("li", {
      children: [cells[k], element("span", { text: `${PEOPLE[person]}, ${FILMS[film]}` })],
    }),
  );
  return element("ul", { class: "guesses", attributes: { "aria-label": "The hidden ratings" }, children: items });
}

function drawMisses(chart: SVGElement, width: number, found: ReadonlyMap<number, Misses>, chosen: number): void {
  if (width === 0) return;
  const x = (features: number): number =>
    MARGIN.left + ((width - MARGIN.left - MARGIN.right) * (features - 0.5)) / MOST;
  const y = (miss: number): number =>
    HEIGHT - MARGIN.bottom - ((HEIGHT - MARGIN.top - MARGIN.bottom) * Math.min(miss, TOP)) / TOP;
  const text = (content: string, at: Record<string, string | number>): SVGElement => {
    const made = svgElement("text", at);
    made.textContent = content;
    return made;
  };
  chart.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  const levels = [0, 1, 2].flatMap((miss) => [
    svgElement("line", { class: "level", x1: MARGIN.left, x2: width - MARGIN.right, y1: y(miss), y2: y(miss) }),
    text(miss === 2 ? "2 stars" : String(miss), { class: "tick", x: MARGIN.left - 6, y: y(miss) + 4, "text-anchor": "end" }),
  ]);
  const ticks = Array.from({ length: MOST }, (_, k) =>
    text(String(k + 1), { class: "tick", x: x(k + 1), y: HEIGHT - 10, "text-anchor": "middle" }),
  );
  const band = svgElement("rect", {
    ...{ class: "chosen", x: x(chosen) - 16, width: 32, rx: 8 },
    ...{ y: MARGIN.top - 6, height: HEIGHT - MARGIN.top - 2 },
  });
  const all = [...found].sort(([a], [b]) => a - b);
  const lines = (["seen", "hidden"] as const).flatMap((kind) => {
    const points = all.map(([features, misses]): [number, number] => [x(features), y(misses[kind])]);
    const [endX, endY] = points.at(-1)!;
    return [
      svgElement("polyline", { class: `misses-line ${kind}`, points: points.map((point) => point.join(",")).join(" ") }),
      ...points.map(([cx, cy]) => svgElement("circle", { class: `misses-dot ${kind}`, cx, cy, r: 5 })),
      text(kind, { class: `misses-name ${kind}`, x: endX + 12, y: endY + 4 }),
    ];
  });
  chart.replaceChildren(band, ...levels, ...ticks, ...lines);
}
