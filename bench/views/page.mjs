/* global document, window, requestAnimationFrame, Event, KeyboardEvent */
// The part of the views' benchmark that runs inside the page. Each function is sent there alone: none uses another.

/** Shows one output; gives the time until its numbers are on the page, and until its curve, where it has one, is, too. */
export async function firstDraw([payload, mime]) {
  const { model } = window.jupyterapp.shell.currentWidget.content.widgets[0].outputArea;
  const frame = () => new Promise(requestAnimationFrame);
  const start = performance.now();
  model.fromJSON([{ output_type: "display_data", metadata: {}, data: { [mime]: payload } }]);
  while (!document.querySelector(".jp-Notebook .factorlab-view :is(svg, table, canvas)")) {
    await frame();
  }
  await frame();
  const numbers = performance.now() - start;
  const chart = document.querySelector(".jp-Notebook .factorlab-plot");
  // What was not trained yet has a plot without a curve, which is hidden.
  const isDrawn = () =>
    chart.offsetHeight === 0 || chart.querySelector(".factorlab-line, .main-svg") !== null;
  while (chart && !isDrawn()) await frame();
  const whole = performance.now() - start;
  // The next measurement begins with a page at rest.
  await new Promise((done) => setTimeout(done, 1000));
  return { numbers, whole };
}

/** Gives one output many payloads, one after the other; the time of each until the frame that shows it. */
export async function updates([payloads, mime]) {
  const { model } = window.jupyterapp.shell.currentWidget.content.widgets[0].outputArea;
  const frame = () => new Promise(requestAnimationFrame);
  const times = [];
  for (const payload of payloads) {
    await frame();
    const start = performance.now();
    model.set(0, { output_type: "display_data", metadata: {}, data: { [mime]: payload } });
    await new Promise((done) => setTimeout(done, 0));
    // Layout as well, which the browser would do before the next frame.
    document.querySelector(".jp-Notebook .factorlab-view")?.getBoundingClientRect();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { median: times[times.length >> 1], most: times[times.length - 1] };
}

/**
 * Moves what a view shows by one step, until its frame has been painted.
 * @param {[what: string, step: number]} act one of the acts below, and which step it is
 * @returns {Promise<number>} milliseconds by the clock, with the wait for the next frame
 */
export async function move([what, step]) {
  const output = document.querySelector(".jp-Notebook .factorlab");
  const press = (selector, key, shiftKey = false) =>
    output
      .querySelector(selector)
      .dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true }));
  const slide = (selector, value, k = 0) => {
    const input = output.querySelectorAll(selector)[k];
    input.value = String(value);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const planeSliders = ".factorlab-plane input[type=range]";
  const acts = {
    scrub: () => press(".factorlab-track-layer", "ArrowRight"),
    "turn the plane": () => slide(planeSliders, step),
    "drag an arrow": () =>
      press(".factorlab-plane .factorlab-map", step % 2 ? "ArrowLeft" : "ArrowRight", true),
    "slide the penalty": () => slide(planeSliders, (step + 1) / 100, 2),
    "turn a dial": () => press(".factorlab-dials [role=slider]", step % 2 ? "PageDown" : "PageUp"),
    "slide a dial's rate": () => slide(".factorlab-dials-valley input[type=range]", 0.05 * (step + 1)),
    "leave a feature out": () => output.querySelectorAll(".factorlab-tile")[step % 2].click(),
  };
  performance.mark("step begins");
  const start = performance.now();
  acts[what]();
  // A task that is posted within a frame comes after the frame has been painted.
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const time = performance.now() - start;
  performance.mark("step ends");
  return time;
}

/** Waits for what follows a step once a person rests. */
export async function rest() {
  await new Promise((done) => setTimeout(done, 400));
  performance.mark("rest ends");
}

/** Has the states of a training found, and leads to the first of them. */
export async function toTheStart() {
  const slider = document.querySelector(".jp-Notebook .factorlab-track-layer");
  slider.focus();
  slider.dispatchEvent(new KeyboardEvent("keydown", { key: "Home", bubbles: true }));
  while (slider.ariaValueNow !== "0") await new Promise(requestAnimationFrame);
  await new Promise((done) => setTimeout(done, 2000));
}

/** Shows many outputs and scrolls through them. */
export async function scroll([payloads, mime]) {
  const { model } = window.jupyterapp.shell.currentWidget.content.widgets[0].outputArea;
  model.fromJSON(
    payloads.map((payload) => ({ output_type: "display_data", metadata: {}, data: { [mime]: payload } })),
  );
  await new Promise((done) => setTimeout(done, 3000));
  const panel = document.querySelector(".jp-WindowedPanel-outer");
  const times = [];
  let last = performance.now();
  const end = last + 4000;
  while (last < end) {
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    times.push(now - last);
    last = now;
    panel.scrollTop += 40;
    if (panel.scrollTop + panel.clientHeight >= panel.scrollHeight - 40) panel.scrollTop = 0;
  }
  return { fps: (1000 * times.length) / times.reduce((a, b) => a + b, 0), longest: Math.max(...times) };
}

/** Takes all outputs away. */
export async function clear() {
  window.jupyterapp.shell.currentWidget.content.widgets[0].outputArea.model.clear();
  for (let wait = 0; wait < 5; wait++) await new Promise(requestAnimationFrame);
}
