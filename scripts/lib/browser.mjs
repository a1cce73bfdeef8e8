import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./paths.mjs";

/** @typedef {{ platform: NodeJS.Platform, env: NodeJS.ProcessEnv }} Machine */

const linuxNames = [
  ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"],
  ["microsoft-edge-stable", "microsoft-edge", "chrome"],
].flat();

/** Where browsers are on Linux whatever PATH says: a package puts them there, and PATH may be a short one. */
const linuxPlaces = [
  ...["/usr/bin", "/usr/local/bin", "/snap/bin"].flatMap((folder) =>
    linuxNames.map((name) => `${folder}/${name}`),
  ),
  "/usr/lib/chromium/chromium",
  "/opt/google/chrome/chrome",
  "/opt/microsoft/msedge/msedge",
  "/var/lib/flatpak/exports/bin/org.chromium.Chromium",
];

const macApps = ["Google Chrome", "Chromium", "Microsoft Edge"];
const windowsPlaces = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
  "Chromium\\Application\\chrome.exe",
];

/**
 * Where a browser may be, in the order of preference.
 * @param {Machine} machine
 * @returns {string[]}
 */
export function browserPlaces({ platform, env }) {
  const named = [env.FACTORLAB_BROWSER, env.CHROME_PATH].filter((path) => path !== undefined && path !== "");
  const folders = (env.PATH ?? env.Path ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = (/** @type {string[]} */ names) =>
    folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return /** @type {string[]} */ ([...named, ...usualPlaces(platform, env, onPath)]);
}

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @param {(names: string[]) => string[]} onPath
 */
function usualPlaces(platform, env, onPath) {
  if (platform === "win32") {
    const bases = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(Boolean);
    const installed = bases.flatMap((base) => windowsPlaces.map((place) => `${base}\\${place}`));
    return [...onPath(["chrome.exe", "msedge.exe", "chromium.exe"]), ...installed];
  }
  if (platform === "darwin") {
    const bases = ["/Applications", `${env.HOME ?? ""}/Applications`];
    const apps = bases.flatMap((base) => macApps.map((app) => `${base}/${app}.app/Contents/MacOS/${app}`));
    return [...onPath(["google-chrome", "chromium"]), ...apps];
  }
  return [...onPath(linuxNames), ...linuxPlaces];
}

/**
 * Whether a browser starts: a launcher may be there whose browser is not. On Windows, chrome.exe opens a
 * window instead of answering.
 * @param {string} path
 */
export function starts(path) {
  if (process.platform === "win32") return true;
  const { status, stdout } = spawnSync(path, ["--version"], { encoding: "utf8", timeout: 30_000 });
  return status === 0 && /\d+\.\d+/.test(stdout);
}

/**
 * The first browser of this machine that starts, or null.
 * @returns {string | null}
 */
export function findBrowser(machine = { platform: process.platform, env: process.env }) {
  const there = new Set(browserPlaces(machine).filter((path) => existsSync(path)));
  return [...there].find(starts) ?? playwrightBrowser();
}

/** The browser that Playwright has downloaded earlier, if any. */
function playwrightBrowser() {
  const code = "process.stdout.write(require('playwright-core').chromium.executablePath())";
  const { stdout } = spawnSync(process.execPath, ["-e", code], { cwd: root, encoding: "utf8" });
  return stdout && existsSync(stdout) && starts(stdout) ? stdout : null;
}
