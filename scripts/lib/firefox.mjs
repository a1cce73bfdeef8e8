import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { starts } from "./browser.mjs";

const names = ["firefox", "firefox-esr"];

/**
 * Where Firefox may be, in the order of preference.
 * @param {import("./browser.mjs").Machine} machine
 * @returns {string[]}
 */
export function firefoxPlaces({ platform, env }) {
  const named = env.FACTORLAB_FIREFOX ? [env.FACTORLAB_FIREFOX] : [];
  const folders = (env.PATH ?? env.Path ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...named, ...usualPlaces(platform, env, folders)];
}

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} folders those of PATH
 */
function usualPlaces(platform, env, folders) {
  if (platform === "darwin")
    return ["/Applications", `${env.HOME ?? ""}/Applications`].map(
      (base) => `${base}/Firefox.app/Contents/MacOS/firefox`,
    );
  if (platform === "win32") {
    const bases = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(Boolean);
    return bases.map((base) => `${base}\\Mozilla Firefox\\firefox.exe`);
  }
  // A package puts it there whatever PATH says.
  const places = [...folders, "/usr/bin", "/usr/local/bin", "/snap/bin"];
  return [
    ...places.flatMap((folder) => names.map((name) => join(folder, name))),
    "/usr/lib/firefox-esr/firefox-esr",
    "/usr/lib/firefox/firefox",
  ];
}

/**
 * The first Firefox of this machine that starts, or null.
 * @returns {string | null}
 */
export function findFirefox(machine = { platform: process.platform, env: process.env }) {
  const there = new Set(firefoxPlaces(machine).filter((path) => existsSync(path)));
  return [...there].find(starts) ?? null;
}
