import { describe, expect, it } from "vitest";
import { beginVersion, section } from "../../scripts/lib/changelog.mjs";
import { currentFacts, disagreeing, readFacts, readFile, repeating } from "../../scripts/lib/metadata.mjs";
import { obstacles } from "../../scripts/lib/release.mjs";

const address = "https://github.com/someone/elsewhere";
const site = "https://someone.github.io/elsewhere/";
const facts = { version: "9.8.7", license: "ISC", author: "Somebody", address, site, date: "2030-01-02" };

describe("what package.json says", () => {
  it("is what every other file says: `npm run metadata` writes it there", () => {
    expect(disagreeing()).toEqual([]);
  });

  it("is written into every file that repeats it", () => {
    const reads = Object.keys(repeating).filter((file) => file !== "CHANGELOG.md");
    expect(disagreeing(facts)).toEqual(expect.arrayContaining(reads));
    const citation = repeating["CITATION.cff"](readFile("CITATION.cff"), facts);
    expect(citation).toContain("version: 9.8.7\nlicense: ISC\n");
    expect(citation).toContain("date-released: 2030-01-02");
    expect(citation).toContain(`repository-code: ${address}\n`);
    const python = repeating["python/pyproject.toml"](readFile("python/pyproject.toml"), facts);
    for (const line of ['version = "9.8.7"', 'license = "ISC"', `Issues = "${address}/issues"`, '"Somebody"'])
      expect(python).toContain(line);
    const names = repeating["README.md"]("factorlab-0.1.0.tgz, factorlab-0.1.0-py3-none-any.whl", facts);
    expect(names).toBe("factorlab-9.8.7.tgz, factorlab-9.8.7-py3-none-any.whl");
    expect(repeating["SECURITY.md"]("see https://github.com/OWNER/factorlab/security/x", facts)).toBe(
      `see ${address}/security/x`,
    );
  });

  it("makes links to experiments lead to the published site, once there is one", () => {
    const files = ["extension/schema/plugin.json", "extension/src/host/published.ts"];
    const written = files.map((file) => repeating[file](readFile(file), facts));
    for (const text of written) expect(text).toContain(`"${site}playground/"`);
    const unpublished = files.map((file, k) => repeating[file](written[k], { ...facts, site: null }));
    for (const text of unpublished) expect(text).not.toContain("github.io");
    const readme = repeating["README.md"](readFile("README.md"), facts);
    expect(readme).toContain(`[${site.replace(/^https:\/\/|\/$/g, "")}](${site})`);
    expect(readme).not.toContain("OWNER.github.io");
    expect(repeating["README.md"](readme, { ...facts, site: null })).toContain(
      "[OWNER.github.io/factorlab](https://OWNER.github.io/factorlab/)",
    );
    const described = (repository: string) => JSON.stringify({ version: "1.0.0", repository });
    expect(readFacts(described("github:Ada/factorlab"), "").site).toBe("https://ada.github.io/factorlab/");
    expect(readFacts(described("github:OWNER/factorlab"), "").site).toBeNull();
  });

  it("is the licence of LICENSE, held by the author", () => {
    const { license, author } = currentFacts();
    expect(readFile("LICENSE")).toContain(`${license} License`);
    expect(readFile("LICENSE")).toContain(author);
  });

  it("names a repository on GitHub", () => {
    const text = JSON.stringify({ repository: "https://example.org/factorlab" });
    expect(() => readFacts(text, "")).toThrow('expected "github:owner/name"');
  });
});

describe("the changelog", () => {
  const text = "# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0\n\nThe first.\n";
  const begun = beginVersion(text, { version: "0.2.0", date: "2030-01-02", address });

  it("gives the section of a version, and of that version only", () => {
    expect(section(text, "Unreleased")).toBe("- New.");
    expect(section(text, "0.1.0")).toBe("The first.");
    expect(section(text, "0.1")).toBeNull();
  });

  it("turns what is unreleased into the section of a version, dated and linked", () => {
    expect(begun).toContain(
      `## Unreleased\n\n## [0.2.0](${address}/releases/tag/v0.2.0) - 2030-01-02\n\n- New.\n`,
    );
    expect(section(begun, "0.2.0")).toBe("- New.");
    expect(section(begun, "Unreleased")).toBe("");
  });

  it("releases nothing where nothing has changed, and no version twice", () => {
    expect(() => beginVersion(begun, { version: "0.3.0", date: "", address })).toThrow(
      "nothing under Unreleased",
    );
    expect(() => beginVersion(text, { version: "0.1.0", date: "", address })).toThrow("0.1.0 already");
  });

  it("has a section for what is unreleased", () => {
    expect(section(readFile("CHANGELOG.md"), "Unreleased")).not.toBeNull();
  });
});

describe("a tag", () => {
  const ready = { facts, changelog: "## 9.8.7\n\n- New.\n", disagreeing: [] };

  it("can be published when it is the package's version and everything agrees", () => {
    expect(obstacles("v9.8.7", ready)).toEqual([]);
  });

  it("cannot be published while the repository's owner is a placeholder", () => {
    const unknown = { ...facts, address: "https://github.com/OWNER/factorlab" };
    expect(obstacles("v9.8.7", { ...ready, facts: unknown })).toEqual([expect.stringContaining("OWNER")]);
  });

  it("cannot be published when it is another version, when the changelog is silent, or when a file disagrees", () => {
    expect(obstacles("v9.8.6", ready)).toEqual([expect.stringContaining("package.json says 9.8.7")]);
    expect(obstacles("v9.8.7", { ...ready, changelog: "" })).toEqual([
      expect.stringContaining("CHANGELOG.md"),
    ]);
    expect(obstacles("v9.8.7", { ...ready, disagreeing: ["SECURITY.md"] })).toEqual([
      expect.stringContaining("SECURITY.md"),
    ]);
  });
});
