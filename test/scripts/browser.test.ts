import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isDebian } from "../../scripts/lib/browser-install.mjs";
import { browserPlaces, findBrowser } from "../../scripts/lib/browser.mjs";
import { firefoxPlaces } from "../../scripts/lib/firefox.mjs";

describe("the paths of a browser", () => {
  it("begin with the one that the person named", () => {
    const env = { FACTORLAB_BROWSER: "/my/first", CHROME_PATH: "/my/second", PATH: "/somewhere" };
    expect(browserPlaces({ platform: "linux", env }).slice(0, 2)).toEqual(["/my/first", "/my/second"]);
  });

  it("hold Debian's Chromium, whatever PATH says", () => {
    expect(browserPlaces({ platform: "linux", env: { PATH: "" } })).toContain("/usr/bin/chromium");
  });

  it("hold the applications of macOS", () => {
    const paths = browserPlaces({ platform: "darwin", env: { HOME: "/Users/ada" } });
    expect(paths).toContain("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    expect(paths).toContain("/Users/ada/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge");
  });

  it("hold the program folders of Windows", () => {
    const env = {
      "PROGRAMFILES(X86)": "C:\\Program Files (x86)",
      LOCALAPPDATA: "C:\\Users\\ada\\AppData\\Local",
    };
    const paths = browserPlaces({ platform: "win32", env });
    expect(paths).toContain("C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe");
    expect(paths).toContain("C:\\Users\\ada\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe");
  });
});

describe("the paths of Firefox", () => {
  it("begin with the one that the person named", () => {
    const env = { FACTORLAB_FIREFOX: "/my/own", PATH: "/somewhere" };
    expect(firefoxPlaces({ platform: "linux", env })[0]).toBe("/my/own");
  });

  it("hold Debian's, whatever PATH says, and those of macOS and Windows", () => {
    expect(firefoxPlaces({ platform: "linux", env: { PATH: "" } })).toContain("/usr/bin/firefox-esr");
    expect(firefoxPlaces({ platform: "darwin", env: { HOME: "/Users/ada" } })).toContain(
      "/Applications/Firefox.app/Contents/MacOS/firefox",
    );
    expect(firefoxPlaces({ platform: "win32", env: { PROGRAMFILES: "C:\\Program Files" } })).toContain(
      "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
    );
  });
});

// A script stands in for the browser; Windows starts none of those, and no browser answers there either.
const scripted = process.platform === "win32" ? [] : ["linux" as const];
describe.each(scripted)("a browser that was found on %s", (platform) => {
  it("has started; one that does not start is passed over", () => {
    const folder = mkdtempSync(join(tmpdir(), "factorlab browser "));
    const script = (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, `#!/bin/sh\n${text}\n`);
      chmodSync(path, 0o755);
      return path;
    };
    const broken = script("broken", "echo no such library >&2; exit 127");
    const whole = script("whole", "echo Chromium 150.0.1");
    const env = { FACTORLAB_BROWSER: broken, CHROME_PATH: whole };
    expect(findBrowser({ platform, env })).toBe(whole);
    rmSync(folder, { recursive: true });
  });
});

describe("Debian's packages", () => {
  it.each([
    "ID=debian\n",
    'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n',
    'ID=mint\nID_LIKE="ubuntu debian"\n',
  ])("are for %j", (text) => {
    expect(isDebian(text)).toBe(true);
  });

  it.each(["ID=fedora\n", 'ID=alpine\nHOME_URL="https://example.org/debian"\n'])("are not for %j", (text) => {
    expect(isDebian(text)).toBe(false);
  });
});
