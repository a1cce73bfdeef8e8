import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { divergingColours, heatColours } from "../../src/view";
import type { Palette, Theme } from "../../src/view";
import { OUTPUTS } from "./snapshot-samples";

const FOLDER = join(import.meta.dirname, "snapshots");
const ACCEPT =
  "The output is not the reviewed one. If the change is meant, accept it with " +
  "npx vitest run --project unit test/outputs/snapshots.test.ts -u, look at it, and commit it";

const ENDINGS = { "text/plain": "txt", "text/html": "html", "image/svg+xml": "svg" } as const;
type Mime = keyof typeof ENDINGS;
const MIMES = Object.keys(ENDINGS) as Mime[];

/** Each element on a line of its own, but for those within a line of text; images in html as the svg that they hold. */
function readable(markup: string): string {
  const images = markup.replace(
    /<img alt="([^"]*)"([^>]*) src="data:image\/svg\+xml;utf8,([^"]*)">/g,
    (_, alt: string, size: string, svg: string) =>
      `<!-- image${size}: ${alt.replaceAll("--", "- -")} -->\n${decodeURIComponent(svg)}`,
  );
  return `${images.replace(/>(?=<\/?(?!tspan|b>|\/b>|time|small|span|em|i>|code)[a-z])/g, ">\n").trimEnd()}\n`;
}

const fileName = (name: string, ending: string): string => `${name.replace(/,? /g, "-")}.${ending}`;

function pictures(): [file: string, text: string][] {
  return Object.entries(OUTPUTS).flatMap(([name, make]) => {
    const bundle = make();
    return MIMES.flatMap((mime): [string, string][] => {
      const given = bundle[mime];
      if (typeof given !== "string" || given === "") return [];
      const text = mime === "text/plain" ? `${given}\n` : readable(given);
      return [[fileName(name, ENDINGS[mime]), text]];
    });
  });
}

/** The colours of a palette, which is where light and dark differ, with their text. */
function swatches(palette: Palette, theme: Theme): string {
  const paper = theme === "light" ? "#ffffff" : "#111111";
  const cells = [heatColours, divergingColours].flatMap((colours, row) =>
    Array.from({ length: 9 }, (_, k) => {
      const t = row === 0 ? k / 8 : k / 4 - 1;
      const { background, text } = colours(t, theme, palette);
      const [x, y] = [8 + 48 * k, 8 + 32 * row];
      return [
        `<rect x="${x}" y="${y}" width="44" height="28" fill="${background}"/>`,
        `<text x="${x + 22}" y="${y + 18}" text-anchor="middle" font-size="12" font-family="sans-serif" fill="${text}">${t}</text>`,
      ];
    }),
  );
  const size = 'width="448" height="76"';
  const lines = [`<svg xmlns="http://www.w3.org/2000/svg" ${size}>`, `<rect ${size} fill="${paper}"/>`];
  return [...lines, ...cells.flat(), "</svg>", ""].join("\n");
}

const palettes = (["blue", "viridis", "grey"] as const).flatMap((palette) =>
  (["light", "dark"] as const).map((theme): [string, string] => [
    `palette-${palette}-${theme}.svg`,
    swatches(palette, theme),
  ]),
);

const snapshots = [...pictures(), ...palettes];

describe("outputs as they were reviewed", () => {
  test.each(snapshots)("%s", async (file, text) => {
    await expect(text, ACCEPT).toMatchFileSnapshot(join(FOLDER, file));
  });

  test("no file is left over, and no two outputs share one", () => {
    const files = snapshots.map(([file]) => file).sort();
    expect(new Set(files).size).toBe(files.length);
    expect(readdirSync(FOLDER).filter((file) => !files.includes(file))).toEqual([]);
  });

  test("are the same in every run", () => {
    expect(pictures()).toEqual(snapshots.slice(0, -palettes.length));
  });
});
