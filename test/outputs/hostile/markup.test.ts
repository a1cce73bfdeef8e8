import { parseFragment } from "parse5";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { writable } from "../../../src/outputs/characters";
import { toHtml } from "../../../src/outputs/drawings";
import { valueBundle } from "../../../src/outputs/value-bundle";
import { toSvg } from "../../../src/view";
import { CASES, HOSTILE } from "./names";

/** The text of XML that a strict parser takes. @throws where it takes none. */
function textOfXml(xml: string): string {
  const parser = new SaxesParser({ xmlns: true });
  let text = "";
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("text", (piece) => (text += piece));
  parser.write(xml).close();
  return text;
}

interface HtmlNode {
  nodeName: string;
  value?: string;
  attrs?: { name: string; value: string }[];
  childNodes?: HtmlNode[];
}

/** Html as a parser that notes each mistake reads it. */
function readHtml(html: string): { text: string; nodes: HtmlNode[]; errors: string[] } {
  const errors: string[] = [];
  const root = parseFragment(html, {
    onParseError: ({ code }) => void errors.push(code),
    sourceCodeLocationInfo: true,
  }) as unknown as HtmlNode;
  const nodes: HtmlNode[] = [];
  const walk = (node: HtmlNode): void => {
    nodes.push(node);
    node.childNodes?.forEach(walk);
  };
  walk(root);
  return { text: nodes.map(({ value = "" }) => value).join(""), nodes, errors };
}

const lines = (text: string): string => text.replace(/\r\n?/g, "\n");

test("there are 80 hostile names and more, in 15 places each", () => {
  expect(HOSTILE.length).toBeGreaterThanOrEqual(80);
  expect(CASES.every(({ payloads }) => payloads.length === 15)).toBe(true);
});

test.each(CASES)("svg with $what is XML, and says it", ({ name, payloads }) => {
  for (const [place, payload] of payloads) {
    const text = textOfXml(toSvg(payload));
    // Long texts are cut, and a label may be left out where it does not fit.
    if (place.endsWith("title")) expect(lines(text)).toContain(lines(writable(name)));
  }
});

test.each(CASES)(
  "html with $what is parsed without a mistake, and its pictures are XML",
  ({ name, payloads }) => {
    for (const [place, payload] of payloads) {
      const { text, nodes, errors } = readHtml(toHtml(payload));
      expect(errors).toEqual([]);
      const kinds = new Set(nodes.map(({ nodeName }) => nodeName));
      for (const kind of ["script", "a", "iframe", "style", "object"]) expect(kinds).not.toContain(kind);
      for (const { nodeName, attrs = [] } of nodes) {
        expect(attrs.filter((attribute) => attribute.name.startsWith("on"))).toEqual([]);
        if (nodeName !== "img") continue;
        const source = attrs.find((attribute) => attribute.name === "src")!.value;
        expect(source).not.toMatch(/[\t\n\r#<>]/);
        textOfXml(decodeURIComponent(source.slice(source.indexOf(",") + 1)));
      }
      if (place === "a table's title") expect(lines(text)).toContain(lines(writable(name)));
    }
  },
);

test.each(HOSTILE)("the table of a value with %s is parsed without a mistake", (_, name) => {
  const values = [
    [{ [name]: 1, b: name }, { [name]: 2, b: "x" }], // prettier-ignore
    new Map([[name, { a: name }], ["b", { a: 1 }]] as [string, unknown][]), // prettier-ignore
    new Map([[name, 1], ["b", 2]] as [string, number][]), // prettier-ignore
    [{ a: { [name]: name } }, { a: [name] }],
  ];
  for (const value of values) {
    const html = valueBundle(value)["text/html"];
    if (html === undefined) continue;
    const { errors, nodes } = readHtml(html);
    expect(errors).toEqual([]);
    expect(nodes.some(({ nodeName }) => nodeName === "script" || nodeName === "img")).toBe(false);
  }
});

test("the strict parsers find what is wrong", () => {
  expect(() => textOfXml("<svg>\u0001</svg>")).toThrow();
  expect(() => textOfXml("<svg>\ufffe</svg>")).toThrow();
  expect(() => textOfXml("<svg>a & b</svg>")).toThrow();
  expect(readHtml("<p>\u0001</p>").errors).not.toEqual([]);
  expect(readHtml('<p title="a"b>').errors).not.toEqual([]);
});
