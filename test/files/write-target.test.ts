import fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FileError, ValueError } from "../../src/errors";
import { readText, writeText } from "../../src/files/text-file";
import { refusal, thrownBy } from "./failures";
import { fingerprint, linkTo, strangePlaces, ways } from "./places";

const root = fs.realpathSync.native(fs.mkdtempSync(join(tmpdir(), "factorlab places ")));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

let folder = root;
beforeEach(() => {
  folder = fs.mkdtempSync(join(root, "folder "));
  for (const name of ["a", "b"]) fs.mkdirSync(join(folder, name));
});

const at = (...names: string[]): string => join(folder, ...names);
/** All names below the folder, without following links. */
function names(inner: string = folder): string[] {
  const found = fs.readdirSync(inner, { withFileTypes: true }).flatMap((each) => {
    const path = join(inner, each.name);
    return [relative(folder, path), ...(each.isDirectory() ? names(path) : [])];
  });
  return found.sort();
}
const onUnix = process.platform !== "win32";

describe(`what is no file is not replaced: ${strangePlaces.length} kinds × ${Object.keys(ways).length} ways`, () => {
  test.each(
    strangePlaces.flatMap((place) => Object.keys(ways).map((way) => [place.name, way, place] as const)),
  )("%s, %s", async (_, way, { kind, make }) => {
    const path = at("model.json");
    const end = await make(path);
    const given = ways[way](path);
    const before = [fingerprint(path), names()];
    const error = await thrownBy(() => writeText(given, "new"));
    expect(error).toMatchObject({ path: given, argument: "path" });
    const is = given === path ? `is ${kind}` : `is a link to ${path}, which is ${kind}`;
    expect(error.actual).toBe(is);
    expect(error.message).toBe(`${given} ${is}, expected ${String(error.expected)}`);
    expect(error.expected).toMatch(/^the path of a (regular )?file/);
    expect([fingerprint(path), names()]).toEqual(before);
    await end();
  });
});

/** Links at a/model.json, and where the text belongs. */
const linked: [name: string, make: () => void, target: () => string][] = [
  ["to a name beside it", () => linkTo("real.json", at("a", "model.json")), () => at("a", "real.json")],
  ["to a whole path", () => linkTo(at("b", "real.json"), at("a", "model.json")), () => at("b", "real.json")],
  ["into another folder", () => linkTo("../b/real.json", at("a", "model.json")), () => at("b", "real.json")],
  ["through its own folder", () => linkTo("./../a/real.json", at("a", "model.json")), () => at("a", "real.json")],
  ["to a link in another folder, which leads back", () => {
    linkTo("../b/next", at("a", "model.json"));
    linkTo("../a/real.json", at("b", "next"));
  }, () => at("a", "real.json")],
  ["through a folder that is a link", () => {
    linkTo(join("..", "b"), at("a", "elsewhere"));
    linkTo("elsewhere/real.json", at("a", "model.json"));
  }, () => at("b", "real.json")],
  ["behind a folder that is a link, and up again", () => {
    fs.mkdirSync(at("b", "deep"));
    linkTo(join("..", "b", "deep"), at("a", "elsewhere"));
    linkTo("elsewhere/../real.json", at("a", "model.json"));
  }, () => at("b", "real.json")],
  ["at the end of forty links", () => {
    linkTo("1", at("a", "model.json"));
    for (let k = 1; k < 39; k++) linkTo(`${k + 1}`, at("a", `${k}`));
    linkTo("real.json", at("a", "39"));
  }, () => at("a", "real.json")],
  ["with strange letters in its target", () => linkTo("é\n🦊 real", at("a", "model.json")), () => at("a", "é\n🦊 real")],
]; // prettier-ignore

describe(`a link stays one: ${linked.length} links × to a file, and to none yet`, () => {
  test.each(
    linked.flatMap(([name, make, target]) =>
      [true, false].map((there) => [name, there, make, target] as const),
    ),
  )("%s, with a file there: %s", async (_, there, make, target) => {
    make();
    if (there) {
      fs.writeFileSync(target(), "old");
      fs.chmodSync(target(), 0o640);
    }
    const path = at("a", "model.json");
    const before = [fingerprint(path), fs.readlinkSync(path)];
    const others = names();
    // The new content has to come by a rename in the folder of the target: only so it is there as a whole.
    const renamed = vi.spyOn(fs, "renameSync");
    await writeText(path, "new");
    const [from, to] = renamed.mock.calls[0].map((each) => fs.realpathSync.native(dirname(String(each))));
    expect([from, to]).toEqual([dirname(target()), dirname(target())]);
    expect([fingerprint(path), fs.readlinkSync(path)]).toEqual(before);
    expect(fs.readFileSync(target(), "utf8")).toBe("new");
    expect(readText(path)).toBe("new");
    expect(fs.lstatSync(target()).isFile()).toBe(true);
    if (there && onUnix) expect(fs.statSync(target()).mode & 0o777).toBe(0o640);
    expect(names()).toEqual(there ? others : [...others, relative(folder, target())].sort());
  });
});

const circles: [string, () => void][] = [
  ["to itself", () => linkTo("model.json", at("a", "model.json"))],
  ["to itself by its whole path", () => linkTo(at("a", "model.json"), at("a", "model.json"))],
  ["to one that leads back", () => {
    linkTo("../b/next", at("a", "model.json"));
    linkTo("../a/model.json", at("b", "next"));
  }],
  ["to one that leads to itself", () => {
    linkTo("next", at("a", "model.json"));
    linkTo("next", at("a", "next"));
  }],
  ["into a folder that leads to itself", () => {
    linkTo("round", at("a", "round"));
    linkTo("round/model.json", at("a", "model.json"));
  }],
]; // prettier-ignore

describe(`a circle of links is refused: ${circles.length} circles`, () => {
  test.each(circles)("a link %s, written and read", async (_, make) => {
    make();
    const path = at("a", "model.json");
    const before = names();
    const error = await thrownBy(() => writeText(path, "new"));
    expect(error).toMatchObject({ path, argument: "path", actual: "leads in a circle of links" });
    expect(() => readText(path)).toThrow(/leads in a circle of links, expected a link that ends at a file/);
    expect(names()).toEqual(before);
  });
});

const modes = [0o600, 0o640, 0o644, 0o660, 0o664, 0o666, 0o700, 0o755, 0o777, 0o200, 0o222, 0o604, 0o4755, 0o2755, 0o1644]; // prettier-ignore
const readOnly = [0o000, 0o111, 0o400, 0o444, 0o440, 0o404, 0o555, 0o500, 0o466, 0o4555];

// Windows has no such modes: the last of these tests is its own.
if (onUnix)
  describe(`the mode of a file: ${modes.length} that are kept, ${readOnly.length} that are refused`, () => {
    const octal = (mode: number): string => `0${mode.toString(8)}`;

    test.each(modes.map((mode) => [octal(mode), mode] as const))("%s is kept", async (_, mode) => {
      const path = at("model.json");
      fs.writeFileSync(path, "old");
      fs.chmodSync(path, mode);
      const { uid, gid } = fs.statSync(path);
      await writeText(path, "new");
      expect(fs.statSync(path)).toMatchObject({ mode: fs.constants.S_IFREG | mode, uid, gid });
    });

    test.each(readOnly.map((mode) => [octal(mode), mode] as const))(
      "%s is read-only, for an administrator too",
      async (_, mode) => {
        const path = at("model.json");
        fs.writeFileSync(path, "old");
        fs.chmodSync(path, mode);
        const before = fingerprint(path);
        const error = await thrownBy(() => writeText(path, "new"));
        expect(error).toMatchObject({ path, argument: "path", actual: "is read-only" });
        expect([fingerprint(path), names()]).toEqual([before, ["a", "b", "model.json"]]);
        // What the error advises helps.
        expect(error.expected).toContain("chmodSync(path, 0o644)");
        fs.chmodSync(path, 0o644);
        await writeText(path, "new");
        expect(readText(path)).toBe("new");
      },
    );

    test("is that of the process's mask where there was no file", async () => {
      fs.writeFileSync(at("a", "other.json"), "");
      await writeText(at("model.json"), "new");
      expect(fs.statSync(at("model.json")).mode).toBe(fs.statSync(at("a", "other.json")).mode);
    });

    test("is nobody's but the owner's while it is written, whatever it will be", async () => {
      const path = at("model.json");
      fs.writeFileSync(path, "old");
      fs.chmodSync(path, 0o666);
      const real = fs.writeSync as (file: number, bytes: Uint8Array) => number;
      const seen: number[] = [];
      vi.spyOn(fs, "writeSync").mockImplementation(((file: number, bytes: Uint8Array) => {
        seen.push(fs.fstatSync(file).mode & 0o777);
        return real(file, bytes);
      }) as never);
      await writeText(path, "new");
      expect(seen).toEqual([0o600]);
    });

    test("is refused in a folder that is read-only, for an administrator too", async () => {
      fs.writeFileSync(at("a", "model.json"), "old");
      fs.chmodSync(at("a"), 0o555);
      for (const name of ["model.json", "new.json"]) {
        const error = await thrownBy(() => writeText(at("a", name), "new"));
        expect(error.actual).toBe("may not be written: its folder is read-only");
      }
      fs.chmodSync(at("a"), 0o755);
      expect(names()).toEqual(["a", "a/model.json", "b"]);
    });
  });

if (process.getuid?.() === 0)
  describe("an administrator who saves", () => {
    test.each([[1234, 0], [0, 1234], [1234, 4321]])("leaves the file its owner %d and its group %d", async (uid, gid) => {
      const path = at("model.json");
      fs.writeFileSync(path, "old");
      fs.chmodSync(path, 0o4664);
      fs.chownSync(path, uid, gid);
      fs.chmodSync(path, 0o4664);
      await writeText(path, "new");
      expect(fs.statSync(path)).toMatchObject({ uid, gid, mode: fs.constants.S_IFREG | 0o4664 });
    }); // prettier-ignore
  });

if (onUnix)
  describe("who may not give a file away", () => {
    /** Someone else's file of a mode, and what the system lets one do: `kept` tells of owner and group. */
    const saved = async (mode: number, kept: { owner: boolean; group: boolean }): Promise<number> => {
      const path = at("model.json");
      fs.writeFileSync(path, "old");
      fs.chmodSync(path, mode);
      const { uid, gid } = fs.statSync(path);
      const real = fs.statSync as (...given: unknown[]) => fs.Stats;
      vi.spyOn(fs, "statSync").mockImplementation((...given: unknown[]) => {
        const stat = real(...given);
        return given[0] === path ? Object.assign(stat, { uid: uid + 1, gid: gid + 1 }) : stat;
      });
      vi.spyOn(fs, "fchownSync").mockImplementation((_, owner, group) => {
        if ((owner === uid + 1 && !kept.owner) || (group === gid + 1 && !kept.group)) throw refusal("EPERM");
      });
      await writeText(path, "new");
      vi.restoreAllMocks();
      expect(readText(path)).toBe("new");
      return fs.statSync(path).mode & 0o7777;
    };

    test.each([
      [0o664, { owner: false, group: true }, 0o664],
      [0o660, { owner: false, group: true }, 0o660],
      [0o660, { owner: false, group: false }, 0o600],
      [0o664, { owner: false, group: false }, 0o644],
      [0o666, { owner: false, group: false }, 0o666],
      [0o642, { owner: true, group: false }, 0o602],
      [0o6775, { owner: false, group: true }, 0o775],
      [0o6775, { owner: true, group: false }, 0o755],
      [0o6775, { owner: true, group: true }, 0o6775],
    ])("saves a file of mode %o, with owner and group kept %o, with no more rights than before: %o", async (mode, kept, expected) => {
      expect(await saved(mode, kept)).toBe(expected);
    }); // prettier-ignore
  });

describe("a file of several names", () => {
  test.each([2, 3, 5])("is refused with %d of them, and all keep what they have", async (count) => {
    const path = at("model.json");
    fs.writeFileSync(path, "old");
    for (let k = 1; k < count; k++) fs.linkSync(path, at("b", `other ${k}.json`));
    const before = [fingerprint(path), names()];
    const error = await thrownBy(() => writeText(path, "new"));
    expect(error.actual).toBe(`has ${count} names (hard links) that would no longer be one file`);
    expect([fingerprint(path), names()]).toEqual(before);
    for (let k = 1; k < count; k++) expect(readText(at("b", `other ${k}.json`))).toBe("old");
    // What the error advises helps.
    fs.rmSync(path);
    await writeText(path, "new");
    expect([readText(path), readText(at("b", "other 1.json"))]).toEqual(["new", "old"]);
  });
});

/** Names that no file can have, or should. */
const named: [name: string, path: () => unknown, message: RegExp][] = [
  ["that is no text", () => 5, /^path is 5, expected the path of a file$/],
  ["that is empty", () => "", /^path is empty text, expected the path of a file$/],
  ["that is a list", () => ["x"], /^path is a list of 1, expected the path of a file$/],
  ["that is a URL", () => pathToFileURL(at("x.json")), /^path is the URL "file:.*which fileURLToPath\(…\) of node:url gives$/],
  ["that is the text of a file's URL", () => pathToFileURL(at("x.json")).href, /^file:.* is a URL, expected the path.*fileURLToPath/],
  ["that is a file's URL with one slash", () => "file:/tmp/x.json", /is a URL/],
  ["that is an address", () => "https://example.org/x.json", /is an address, expected the path of a file on this machine$/],
  ["that is an address elsewhere", () => "s3://bucket/x.json", /is an address/],
  ["with a 0 in it", () => `${at("x")}\0.json`, /x\\u0000\.json" has a NUL character in it/],
  ["with the first half of a character", () => at("x\ud800.json"), /x\\ud800\.json" has half a character in it/],
  ["with the second half of a character", () => at("\udc00.json"), /\\udc00\.json" has half a character in it/],
  ["with half a character in a folder's name", () => at("\udfff", "x.json"), /has half a character in it/],
  ["that ends as a folder's", () => `${at("none")}/`, /none\/ ends as the path of a folder does, expected the path of a file$/],
  ["of a file that ends as a folder's", () => `${at("x")}/./`, /its folder does not exist|ends as the path of a folder/],
  ["in a folder that is missing", () => at("none", "x.json"), /its folder does not exist, expected a path in a folder that is there$/],
  ["in folders that are missing", () => at("none", "none", "x.json"), /its folder does not exist/],
  ["below a file", () => join(import.meta.filename, "x.json"), /its folder does not exist/],
  ["in the folder of the person, as shells write it", () => "~/x.json", /^~\/x\.json.*"~" is not replaced: homedir\(\) of node:os gives your folder$/],
  ["in the folder of another, as shells write it", () => "~root/x.json", /"~" is not replaced/],
  ["that is the folder of the person alone", () => "~", /^~ is no file.*"~" is not replaced/],
  ["that is too long", () => at("x".repeat(300)), /has a name that is too long, expected a shorter one$/],
  ["that is too long in bytes", () => at("é".repeat(200)), /too long/],
  ["in folders with names too long", () => at("x".repeat(300), "x.json"), /too long/],
  ["longer than any path", () => at(...Array<string>(3000).fill("xx")), /^.{500,700}… ?.*too long/s],
  ["that is this folder", () => ".", /^\. is a folder/],
  ["that is the folder above", () => "..", /is a folder/],
  ["that is the root", () => "/", /is a folder/],
]; // prettier-ignore

describe(`a name is refused in words, and nothing is written: ${named.length} names`, () => {
  test.each(named)("%s", async (_, path, message) => {
    const given = path();
    const error: unknown = await writeText(given as string, "new").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(typeof given === "string" && given !== "" ? FileError : ValueError);
    expect(error).toMatchObject({ argument: "path", message: expect.stringMatching(message) });
    if (error instanceof FileError) expect(error.path).toBe(given);
    expect((error as FileError).actual).toBeDefined();
    expect((error as FileError).expected).toBeDefined();
    expect(names()).toEqual(["a", "b"]);
    // One rule for reading; a folder, a place in none and a name that is too long are found by what is there.
    expect(() => readText(given as string)).toThrow(error instanceof FileError ? FileError : ValueError);
  });
});

const allowed = [
  ...["a b", "'quoted'", "é", "e\u0301", "🦊", "-rf", "$HOME", "%41", "~x", "a~", "...", "x.part", "model.json.1-1.part"],
  ...[" ", "file", "x:y", "#", "model.json~", "x".repeat(255), "x".repeat(240), "é".repeat(127), "🦊".repeat(63)],
  ...["line\nbreak", "tab\t", "\u001b[31mred", "\u202eright", "a\\b", "\u007f", "CON", "nul.txt"],
]; // prettier-ignore

// Windows has other letters that names may not hold, and short names.
if (onUnix)
  describe(`a name may be anything that the system takes: ${allowed.length} names`, () => {
    test.each(allowed.map((name) => [JSON.stringify(name).slice(0, 30), name] as const))(
      "%s",
      async (_, name) => {
        await writeText(at(name), "old");
        await writeText(at(name), "new");
        expect(readText(at(name))).toBe("new");
        expect(names()).toEqual(["a", "b", name].sort());
        fs.rmSync(at(name));
        fs.mkdirSync(at(name));
        const { message } = await thrownBy(() => writeText(at(name), "new"));
        // Nothing of the name can break the error's line, colour it or turn its direction.
        expect(message).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Surrogate}]/u);
      },
    );

    test("and what a killed process has left of a long one is swept away, and of others not", async () => {
      const long = "x".repeat(250);
      const left: string[] = [];
      vi.spyOn(fs, "renameSync").mockImplementation((from) => {
        left.push(String(from));
        throw refusal("EIO");
      });
      vi.spyOn(fs, "rmSync").mockImplementation(() => undefined);
      await thrownBy(() => writeText(at(long), "new"));
      await thrownBy(() => writeText(at(`${long}y`), "new"));
      vi.restoreAllMocks();
      // As if another process had written them: the system's have smaller numbers.
      for (const each of left) fs.renameSync(each, each.replace(`.${process.pid}-`, ".99999999-"));
      expect(names()).toHaveLength(4);
      await writeText(at(long), "new");
      expect(names()).toHaveLength(4);
      expect(names().filter((name) => name.endsWith(".part"))).toHaveLength(1);
    });
  });
