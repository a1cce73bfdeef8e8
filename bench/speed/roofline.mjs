// What each kernel reaches of what this machine allows: a roofline, as a table and a chart.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { progress } from "../../scripts/lib/progress.mjs";
import { logChart } from "./chart.mjs";
import { machine } from "./machine.mjs";
import { kernels } from "./roofline/kernels.mjs";
import { peaks } from "./roofline/peaks.mjs";
import { runOurs } from "./sides.mjs";

const THREADS = 2;
const ROUNDS = 3;

/** The seconds of one epoch: what more epochs take longer, so that preparing the data does not count. */
function epochSeconds({ ours, epochs: [few, many] }, rounds) {
  const least = (epochs) => {
    if (epochs === 0) return 0;
    const given = { ours: ours(epochs), threads: { ours: THREADS } };
    return Math.min(...Array.from({ length: rounds }, () => runOurs(given).seconds ?? NaN));
  };
  return (least(many) - least(few)) / (many - few);
}

/** The most that a kernel with so many operations a byte can reach. */
const roofOf = (peak, bits, intensity) => Math.min(bits === 64 ? peak.f64 : peak.f32, intensity * peak.bytes);

function placed(kernel, peak, rounds) {
  const { operations, bytes } = kernel.epoch;
  const intensity = operations / bytes;
  const reached = operations / epochSeconds(kernel, rounds) / 1e9;
  const bits = kernel.bits ?? 32;
  const roof = roofOf(peak, bits, intensity);
  const limit = roof < (bits === 64 ? peak.f64 : peak.f32) ? "memory" : "arithmetic";
  return { kernel: kernel.name, bits, intensity, reached, roof, share: reached / roof, limit };
}

/** The chart's lines: the roofs from the least to the most operations a byte. */
function roofs(peak, from, to) {
  const line = (bits) => {
    const ridge = (bits === 64 ? peak.f64 : peak.f32) / peak.bytes;
    return [from, ridge, to].map((x) => [x, roofOf(peak, bits, x)]);
  };
  return [
    { name: "32-bit peak", points: line(32), dashed: true },
    { name: "64-bit peak", points: line(64), dashed: true },
  ];
}

/**
 * @param {string} folder for the figures and the chart
 * @param {boolean} quick
 */
export async function roofline(folder, quick) {
  const measuring = progress("this machine's peaks");
  const found = await peaks();
  measuring.end();
  console.table(rounded(found));
  const peak = found[THREADS - 1];
  const rows = [];
  for (const kernel of quick ? kernels.slice(0, 1) : kernels) {
    const shown = progress(kernel.name);
    const row = placed(kernel, peak, quick ? 1 : ROUNDS);
    if (Number.isFinite(row.reached) && row.reached > 0) rows.push(row);
    shown.end();
  }
  console.table(rounded(rows));
  const points = rows.map(({ kernel, intensity, reached }) => ({
    name: kernel,
    points: [[intensity, reached]],
  }));
  const intensities = rows.map(({ intensity }) => intensity);
  const all = [...roofs(peak, Math.min(...intensities, 0.1), Math.max(...intensities, 100)), ...points];
  const title = `What kernels reach, ${THREADS} threads`;
  const svg = logChart({ title, x: "operations a byte", y: "GFLOP/s", series: all });
  const end = quick ? "-quick" : "";
  writeFileSync(join(folder, `roofline${end}.svg`), svg);
  writeFileSync(
    join(folder, `roofline${end}.json`),
    JSON.stringify({ machine: machine(), peaks: found, rows }),
  );
}

/** Numbers with three digits, for a table. */
const rounded = (rows) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, x]) => [name, typeof x === "number" ? Number(x.toPrecision(3)) : x]),
    ),
  );
