/* global document, window, requestAnimationFrame, Event, KeyboardEvent */
// The part of the views' benchmark that runs inside the page. Each function is sent there alone: none uses another.

/** Shows one output; gives the time until its numbers are on the page, and until its curve, where it has one, is, too. */
export async function firstDraw([payload, mime]) {
  const { model } = window.jupyterapp.shell.currentWidget.content.widgets[0].outputArea;
  const frame = () => new Promise(requestAnimationFrame);
  const start = performance.now();
  model.fromJSON([{ output_type: "display_data", metadata: {}, data: { [mime]: payload } }]);
  while (!document.querySelector(".jp-Notebook .factorlab-view svg, .jp-Notebook .factorlab-view table")) {
    await frame();
  }
  await frame();
  const numbers = performance.now() - start;
  const chart = document.querySelector(".jp-Notebook .factorlab-plot");
  while (chart && !chart.querySelector(".factorlab-line, .main-svg")) await frame();
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

/** Moves the slider of the curve by its keys: the median and the longest time of a step, with what charts do for it. */
export async function scrub() {
  const slider = document.querySelector('.jp-Notebook .factorlab [role="slider"]');
  const press = (key) => slider.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  slider.focus();
  press("Home");
  // The training is done again, and charts are drawn for the first time.
  while (slider.ariaValueNow !== "0") await new Promise(requestAnimationFrame);
  await new Promise((done) => setTimeout(done, 2000));
  const frame = () => new Promise((done) => requestAnimationFrame(() => done(performance.now())));
  const times = [];
  for (let step = 0; step < 60; step++) {
    await frame();
    // Charts ask for the next frame while the key is pressed: they draw between these two, asked for around it.
    const before = frame();
    const start = performance.now();
    press("ArrowRight");
    slider.getBoundingClientRect();
    const pressed = performance.now() - start;
    const after = frame();
    times.push(pressed + (await after) - (await before));
  }
  times.sort((a, b) => a - b);
  return { median: times[times.length >> 1], most: times[times.length - 1] };
}

/** Turns the plane, moves an arrow and slides the penalty: the median and the longest time of a step of each. */
export async function movePlane() {
  const plane = document.querySelector(".jp-Notebook .factorlab-plane");
  const stage = plane.querySelector(".factorlab-map");
  const slide = (k, value) => {
    const input = plane.querySelectorAll("input[type=range]")[k];
    input.value = String(value);
    input.dispatchEvent(new Event("input"));
  };
  const press = (key) =>
    stage.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey: true, bubbles: true }));
  const measure = async (act) => {
    const times = [];
    for (let step = 0; step < 60; step++) {
      await new Promise(requestAnimationFrame);
      const start = performance.now();
      act(step);
      plane.getBoundingClientRect();
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    return { median: times[times.length >> 1], most: times[times.length - 1] };
  };
  const turn = await measure((step) => slide(0, step));
  const drag = await measure((step) => press(step % 2 ? "ArrowLeft" : "ArrowRight"));
  const penalty = await measure((step) => slide(2, (step + 1) / 100));
  return { "turning the plane": turn, "dragging an arrow": drag, "sliding the penalty": penalty };
}

/** Turns a dial, and takes steps in its valley: the median and the longest time of a step of each. */
export async function turnDials() {
  const dials = document.querySelector(".jp-Notebook .factorlab-dials");
  const dial = dials.querySelector("[role=slider]");
  const rate = dials.querySelector(".factorlab-dials-valley input[type=range]");
  const press = (key) => dial.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const slide = (value) => {
    rate.value = String(value);
    rate.dispatchEvent(new Event("input"));
  };
  const measure = async (act) => {
    const times = [];
    for (let step = 0; step < 60; step++) {
      await new Promise(requestAnimationFrame);
      const start = performance.now();
      act(step);
      dials.getBoundingClientRect();
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    return { median: times[times.length >> 1], most: times[times.length - 1] };
  };
  dial.focus();
  const turn = await measure((step) => press(step % 2 ? "PageDown" : "PageUp"));
  const slope = await measure((step) => slide(0.05 * (step + 1)));
  return { "turning a dial": turn, "sliding its rate": slope };
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
