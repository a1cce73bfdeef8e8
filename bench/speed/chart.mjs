// A chart with logarithmic axes as SVG, on white, so that it can be read in light and dark pages.

const SIZE = { width: 760, height: 460 };
const EDGE = { left: 70, right: 170, top: 44, bottom: 56 };
const COLOURS = ["#0b62c4", "#c2410c", "#15803d", "#7e22ce", "#64748b"];

/** @typedef {{ name: string, points: [number, number][], dashed?: boolean, dots?: boolean, line?: boolean }} Series */

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const place = (value) => Number(value.toFixed(1));

/** Powers of ten from the first below the least to the first above the most. */
function decades(values) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.ceil(Math.log10(Math.max(...values)));
  return Array.from({ length: Math.max(high, low + 1) - low + 1 }, (_, n) => low + n);
}

const SUPERSCRIPTS = { "-": "⁻", ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((sign, n) => [n, sign])) };
const power = (n) =>
  n === 0 ? "1" : n === 1 ? "10" : `10${[...String(n)].map((sign) => SUPERSCRIPTS[sign]).join("")}`;

/** Where a value lies between the first and last decade, from 0 to 1. */
const share = (value, ticks) => (Math.log10(value) - ticks[0]) / (ticks.at(-1) - ticks[0]);

/**
 * The heights of texts, from the top of the chart down, each lowered until none lies on another.
 * @param {{ x: number, y: number, text: string }[]} texts
 */
function apart(texts, line = 16, letter = 7.2) {
  const placed = [];
  const covers = (a, b) =>
    Math.abs(a.y - b.y) < line && a.x < b.x + letter * b.text.length && b.x < a.x + letter * a.text.length;
  const order = [...texts.keys()].sort((a, b) => texts[a].y - texts[b].y);
  for (const k of order) {
    const own = { ...texts[k] };
    while (placed.some((other) => covers(own, other))) own.y += 2;
    placed.push(Object.assign(own, { k }));
  }
  return placed.sort((a, b) => a.k - b.k).map(({ y }) => y);
}

function grid(ticksX, ticksY, x, y) {
  const { width, height } = SIZE;
  const down = ticksX.map((n) => {
    const at = place(x(10 ** n));
    const text = `<text x="${at}" y="${height - EDGE.bottom + 20}" text-anchor="middle">${power(n)}</text>`;
    return `<line x1="${at}" x2="${at}" y1="${EDGE.top}" y2="${height - EDGE.bottom}" class="grid"/>${text}`;
  });
  const across = ticksY.map((n) => {
    const at = place(y(10 ** n));
    const text = `<text x="${EDGE.left - 8}" y="${at + 4}" text-anchor="end">${power(n)}</text>`;
    return `<line x1="${EDGE.left}" x2="${width - EDGE.right}" y1="${at}" y2="${at}" class="grid"/>${text}`;
  });
  return [...down, ...across];
}

function drawn({ points, dashed, line = true }, colour, x, y) {
  const at = points.map(([a, b]) => [place(x(a)), place(y(b))]);
  const path = `<polyline points="${at.map((point) => point.join(",")).join(" ")}" fill="none" stroke="${colour}" stroke-width="2"${dashed ? ' stroke-dasharray="6 4"' : ""}/>`;
  const dots = dashed
    ? ""
    : at.map(([a, b]) => `<circle cx="${a}" cy="${b}" r="4" fill="${colour}"/>`).join("");
  return (line ? path : "") + dots;
}

/**
 * @param {{ title: string, x: string, y: string, series: Series[] }} chart names of the axes with their units
 * @returns {string} the SVG
 */
export function logChart({ title, x: nameX, y: nameY, series }) {
  const all = series.flatMap(({ points }) => points);
  const ticksX = decades(all.map(([a]) => a));
  const ticksY = decades(all.map(([, b]) => b));
  const { width, height } = SIZE;
  const [inside, tall] = [width - EDGE.left - EDGE.right, height - EDGE.top - EDGE.bottom];
  const x = (value) => EDGE.left + inside * share(value, ticksX);
  const y = (value) => height - EDGE.bottom - tall * share(value, ticksY);
  const colours = series.map((_, n) => COLOURS[n % COLOURS.length]);
  const ends = series.map(({ points }) => points.at(-1));
  const heights = apart(
    series.map(({ name }, n) => ({ x: x(ends[n][0]) + 10, y: y(ends[n][1]), text: name })),
  );
  const names = series.map(
    ({ name }, n) =>
      `<text x="${place(x(ends[n][0]) + 10)}" y="${place(heights[n] + 4)}" fill="${colours[n]}">${escaped(name)}</text>`,
  );
  const style =
    "text{font:13px system-ui,sans-serif;fill:#334155}.grid{stroke:#e2e8f0}.title{font-size:15px;font-weight:600;fill:#0f172a}";
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    `<style>${style}</style><rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${EDGE.left}" y="24" class="title">${escaped(title)}</text>`,
    ...grid(ticksX, ticksY, x, y),
    `<text x="${EDGE.left + inside / 2}" y="${height - 14}" text-anchor="middle">${escaped(nameX)}</text>`,
    `<text transform="translate(18 ${EDGE.top + tall / 2}) rotate(-90)" text-anchor="middle">${escaped(nameY)}</text>`,
    ...series.map((one, n) => drawn(one, colours[n], x, y)),
    ...names.map((name, n) => name.replace("<text ", `<text style="fill:${colours[n]}" `)),
    "</svg>\n",
  ].join("\n");
}
