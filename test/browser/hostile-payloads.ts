/** What a stranger may put under our MIME type, and what the page must then show. */
export interface Hostile {
  payload: unknown;
  /** The message that names what is wrong, or "drawn" where what is known of the payload is good. */
  shows: RegExp | "drawn";
}

/** Runs a script and calls another place, where any of it is taken as markup. */
export const MARKUP = '<img src="http://elsewhere.invalid/x.png" onerror="window.__ran = true">';
/** What plotly reads as markup where text of a payload reaches it. */
const PLOTLY_MARKUP =
  '<a href="javascript:window.__ran = true">a</a><span style="background:url(http://elsewhere.invalid/y)">';
const TEMPLATE = "%{customdata} %{x} <extra>%{fullData.name}</extra>";

const matrix = { rows: 1, columns: 2, values: [1, 2] };
const loss = { iterations: [0, 1, 2], values: [4, 2, 1] };
const view = { version: 1, kind: "matrix", name: "M", matrix };
const factorization = {
  ...{ version: 1, kind: "factorization", data: matrix, L: { rows: 1, columns: 1, values: [1] } },
  ...{ U: matrix, loss, iteration: 2, learningRate: 0.1, seed: 1 },
};
const training = {
  ...{ version: 1, kind: "training", state: "running", start: 0, iteration: 2, iterations: 10 },
  ...{ divergedAt: null, learningRate: 0.1, loss },
  timing: { seconds: 1, iterationsPerSecond: 2, secondsLeft: 4 },
};
/** A layout and a trace of plotly's that fetch and link. */
const plotly = {
  layout: { images: [{ source: "http://elsewhere.invalid/image.png" }], title: { text: PLOTLY_MARKUP } },
  trace: { type: "scattergeo", text: [PLOTLY_MARKUP] },
  data: undefined,
  frames: [{ layout: { __proto__: { polluted: true } } }],
};

/** `JSON.parse` makes `__proto__` a key like any other; an object literal does not. */
function parsed(json: string): unknown {
  return JSON.parse(json);
}

function deep(levels: number): unknown {
  return parsed("[".repeat(levels) + "]".repeat(levels));
}

const withProto = `{"version":1,"kind":"matrix","name":"M","matrix":{"rows":1,"columns":2,"values":[1,2],
  "__proto__":{"polluted":true}},"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`;

export const hostile: Record<string, Hostile> = {
  "no version": { payload: { kind: "matrix", name: "M", matrix }, shows: /version .* expected 1/ },
  "a later version": { payload: { ...view, version: 2 }, shows: /version is 2, expected 1/ },
  "an unknown kind": { payload: { ...view, kind: "toString" }, shows: /kind .* expected "matrix"/ },
  "a text": { payload: MARKUP, shows: /payload .* expected an object/ },
  "a list": { payload: [view], shows: /payload .* expected an object/ },
  "too few values": {
    payload: { ...view, matrix: { rows: 2, columns: 2, values: [1, 2, 3] } },
    shows: /matrix\.values\.length is 3, expected 2 × 2/,
  },
  "rows that nobody has": {
    payload: { ...view, matrix: { rows: 1e9, columns: 1e9, values: [] } },
    shows: /matrix\.rows is 1000000000/,
  },
  "an unknown number in a factor": {
    payload: { ...factorization, L: { rows: 1, columns: 1, values: [null] } },
    shows: /L\.values\[0\] is null/,
  },
  "a cell with markup": {
    payload: { ...view, matrix: { rows: 1, columns: 2, values: [1, MARKUP] } },
    shows: /matrix\.values\[1\] is .* expected a finite number/,
  },
  "factors that do not fit": {
    payload: { ...factorization, L: { rows: 1, columns: 2, values: [1, 2] } },
    shows: /U\.rows is 1, expected 2/,
  },
  "a learning rate with markup": {
    payload: { ...factorization, learningRate: MARKUP },
    shows: /learningRate/,
  },
  "losses that go back": {
    payload: {
      version: 1,
      kind: "loss",
      runs: [{ name: "a", loss: { iterations: [1, 0], values: [1, 1] } }],
    },
    shows: /iterations\[1\]/,
  },
  "a training in a state with markup": {
    payload: { ...training, state: MARKUP },
    shows: /state is .* expected "running"/,
  },
  "a training beyond its end": { payload: { ...training, iteration: 11 }, shows: /iteration is 11/ },
  "a training with a time as markup": {
    payload: { ...training, timing: { ...training.timing, secondsLeft: MARKUP } },
    shows: /timing\.secondsLeft/,
  },
  "a training that runs, with markup beside it": {
    payload: { ...training, ...plotly, name: MARKUP, remark: MARKUP },
    shows: "drawn",
  },
  "a training of the largest numbers": {
    payload: {
      ...{ ...training, iteration: 2 ** 53 - 2, iterations: 2 ** 53 - 1, learningRate: 1.7e308 },
      loss: { iterations: [0, 1, 2 ** 53 - 2], values: [1.7e308, 5e-324, 0] },
      timing: { seconds: 1e12, iterationsPerSecond: 1e12, secondsLeft: 1e12 },
    },
    shows: "drawn",
  },
  "a nest in place of a name": { payload: { ...view, name: deep(400) }, shows: /name is .* expected text/ },
  "a key __proto__ and one constructor": { payload: parsed(withProto), shows: "drawn" },
  // JupyterLab's own copying makes these fields the object's own, before anybody sees them.
  "only a prototype": { payload: parsed(`{"__proto__":${JSON.stringify(view)}}`), shows: "drawn" },
  "markup in a name": { payload: { ...view, name: MARKUP }, shows: "drawn" },
  "a long name": { payload: { ...view, name: PLOTLY_MARKUP.repeat(1000) }, shows: "drawn" },
  "markup in the names of runs": {
    payload: {
      ...{ version: 1, kind: "loss" },
      runs: [MARKUP, PLOTLY_MARKUP, TEMPLATE, "__proto__"].map((name) => ({ name, loss })),
    },
    shows: "drawn",
  },
  "a trace and a layout beside a matrix": { payload: { ...view, ...plotly }, shows: "drawn" },
  "a trace and a layout beside a factorization": {
    payload: { ...factorization, ...plotly, data: matrix, frames: [], loss: { ...loss, ...plotly } },
    shows: "drawn",
  },
  "frames as plotly has them": {
    payload: { ...factorization, frames: plotly.frames },
    shows: /frames\[0\]\.iteration is missing/,
  },
  "a replay with other factors": {
    payload: { ...factorization, replay: { L: [1, 2], U: [1, 2], stages: [] } },
    shows: /replay/,
  },
  "names with markup, one of them in place of a list": {
    payload: { ...factorization, labels: { rows: [MARKUP], columns: MARKUP } },
    shows: /labels\.columns is .* expected a list/,
  },
  "names that mean something to plotly, to objects and to the eye": {
    payload: {
      ...factorization,
      data: { rows: 1, columns: 2, values: [null, 2] },
      labels: { rows: [PLOTLY_MARKUP], columns: [TEMPLATE, "\u202E__proto__\u200B"], features: [MARKUP] },
    },
    shows: "drawn",
  },
  "marks that lie beyond a curve": {
    payload: {
      ...{ version: 1, kind: "loss" },
      runs: [{ name: "a", loss, bestAt: 2 ** 53 - 1, stoppedAt: 0, divergedAt: 2 ** 53 - 1 }],
    },
    shows: "drawn",
  },
  "the largest numbers": {
    payload: { ...view, matrix: { rows: 1, columns: 2, values: [1.7e308, -1.7e308] } },
    shows: "drawn",
  },
  "the largest numbers, more than a table holds": {
    payload: {
      ...view,
      matrix: {
        rows: 1,
        columns: 60,
        values: Array.from({ length: 60 }, (_, k) => (k % 2 ? 1.7e308 : -1.7e308)),
      },
    },
    shows: "drawn",
  },
};
