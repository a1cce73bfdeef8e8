import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesIn } from "../../scripts/lib/built.mjs";
import { parseSite } from "../../scripts/lib/site.mjs";
import { buildSite } from "../../scripts/lib/site/build.mjs";
import { pages } from "../../scripts/lib/site/pages.mjs";
import { packSite } from "../../scripts/lib/site/zip.mjs";

const folders = { plain: "", based: "" };

/** A page's HTML, in a site that was built for any address, or for one. */
const page = (site: keyof typeof folders, file: string): string =>
  readFileSync(join(folders[site], file), "utf8");

/** The addresses in a page that are the site's own. */
const addressesIn = (html: string): string[] =>
  [...html.matchAll(/(?:href|src|content)="([./][^"]*)"/g)].map(([, address]) => address);

beforeAll(async () => {
  for (const site of ["plain", "based"] as const) {
    folders[site] = mkdtempSync(join(tmpdir(), "factorlab site "));
    await buildSite(folders[site], {
      lab: false,
      base: site === "based" ? "https://example.org/a/course/" : null,
    });
  }
});

afterAll(() => {
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true });
});

describe("a page of the site", () => {
  it.each(pages.map(({ file }) => file))("%s has a title and a description of its own", (file) => {
    const [html, others] = [page("plain", file), pages.filter((each) => each.file !== file)];
    const title = /<title>([^<]+) · Factorlab<\/title>/.exec(html)?.[1];
    const description = /<meta name="description" content="([^"]+)"/.exec(html)?.[1];
    expect(title).toBeTruthy();
    expect(description?.length).toBeGreaterThan(30);
    expect(others.map((each) => each.description)).not.toContain(description);
    expect(html).not.toMatch(/\{\{|\}\}|undefined/);
  });

  it.each(pages.filter(({ source }) => source !== "missing").map(({ file }) => file))(
    "%s links relatively, and to what is there, so that any host can serve it below any address",
    (file) => {
      const addresses = addressesIn(page("plain", file));
      expect(addresses.length).toBeGreaterThan(8);
      for (const address of addresses) {
        expect(address).toMatch(/^\.\.?\//);
        const path = join(folders.plain, dirname(file), address.replace(/[?#].*$/, ""));
        // The notebooks are built elsewhere.
        if (!/[\\/]lab[\\/]/.test(path)) expect(existsSync(path), address).toBe(true);
      }
    },
  );

  it("names its own address only where that is known", () => {
    expect(page("plain", "playground/index.html")).not.toMatch(/canonical|og:url/);
    const html = page("based", "playground/index.html");
    expect(html).toContain('<link rel="canonical" href="https://example.org/a/course/playground/" />');
    expect(html).toContain('<meta property="og:url" content="https://example.org/a/course/playground/" />');
  });

  it("for unknown addresses begins at the host, since it appears below any of them", () => {
    const roots = (html: string): string[] => [
      ...new Set(addressesIn(html).map((each) => each.split("assets")[0])),
    ];
    expect(roots(page("plain", "404.html"))).toContain("/");
    expect(roots(page("based", "404.html"))).toContain("/a/course/");
    for (const address of addressesIn(page("based", "404.html"))) expect(address).toMatch(/^\/a\/course\//);
  });

  it("loads its scripts at once, and not one after the other", () => {
    const html = page("plain", "playground/index.html");
    const loaded = [...html.matchAll(/(?:href|src)="([^"]*\.js)"/g)].map(([, address]) => address);
    const imported = loaded.flatMap((address) => {
      const script = readFileSync(join(folders.plain, "playground", address), "utf8");
      return [...script.matchAll(/(?:from|import)"\.\/(part-\w+\.js)"/g)].map(([, name]) => name);
    });
    expect(imported.length).toBeGreaterThan(0);
    for (const name of imported) expect(loaded).toContain(`../assets/${name}`);
  });
});

describe("the site as an archive", () => {
  it("holds what was built and two servers, below one folder, and says first how to begin", () => {
    const files = unzipSync(packSite(folders.plain));
    const names = Object.keys(files);
    expect(names[0]).toBe("factorlab-site/READ ME.txt");
    for (const name of ["index.html", "playground/index.html", "serve.py", "serve.mjs"])
      expect(names).toContain(`factorlab-site/${name}`);
    expect(names).toHaveLength(filesIn(folders.plain, "").length + 1);
    expect(Buffer.from(files["factorlab-site/index.html"]).toString()).toBe(page("plain", "index.html"));
  });
});

describe("npm run site", () => {
  it("reads its options", () => {
    expect(parseSite([])).toMatchObject({ base: null, serve: false, zip: false, port: undefined });
    expect(parseSite(["--serve", "--port", "8000"])).toMatchObject({ serve: true, port: 8000 });
    expect(parseSite(["--base", "https://example.org/a"]).base).toBe("https://example.org/a/");
  });

  it.each([
    [["--base", "example.org"], "--base wants an address"],
    [["--base", "ftp://example.org/"], "--base wants an address"],
    [["--base", "https://example.org/?a"], "--base wants an address"],
    [["--port", "99999"], "--port wants a number"],
    [["--deploy"], "npm run site -- --help"],
  ])("refuses %j", (args, message) => {
    expect(() => parseSite(args)).toThrow(message);
  });
});
