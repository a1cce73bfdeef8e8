import { existsSync, mkdirSync, readFileSync, appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { findFirefox } from "./firefox.mjs";
import { logs, tool } from "./paths.mjs";
import { run } from "./process.mjs";

const log = join(logs, "browser.log");

/** What a person does where no browser can be had. */
export const NO_BROWSER =
  "No Chrome, Chromium or Edge was found and none could be installed (see .factorlab/logs/browser.log): " +
  "install one, or name one in FACTORLAB_BROWSER.";

export const NO_FIREFOX =
  "No Firefox was found and none could be installed (see .factorlab/logs/browser.log): " +
  "install one, or name one in FACTORLAB_FIREFOX.";

/**
 * Whether a system installs Debian's packages.
 * @param {string} osRelease the text of /etc/os-release
 */
export function isDebian(osRelease) {
  return /^ID(_LIKE)?=.*\bdebian\b/m.test(osRelease);
}

/**
 * Runs an attempt to its end or its time limit; how it went is in the log, and whether a browser came of it
 * is looked up afterwards.
 * @param {string[]} command
 * @param {number} minutes
 */
async function attempt([program, ...args], minutes) {
  const onOutput = (/** @type {string} */ text) => appendFileSync(log, text);
  onOutput(`$ ${[program, ...args].join(" ")}\n`);
  return run(program, args, { onOutput, timeout: minutes * 60_000 });
}

/**
 * How this machine's package manager installs a browser, where we may use it without asking for a password.
 * @param {string} browser
 * @returns {Promise<string[][]>} commands, none where it is not possible
 */
async function packageCommands(browser) {
  const osRelease = "/etc/os-release";
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get") || !existsSync(osRelease)) return [];
  if (!isDebian(readFileSync(osRelease, "utf8"))) return [];
  const isRoot = process.geteuid?.() === 0;
  if (!isRoot && (await attempt(["sudo", "-n", "true"], 0.5)) !== 0) return [];
  const apt = [...(isRoot ? [] : ["sudo", "-n"]), "/usr/bin/env", "DEBIAN_FRONTEND=noninteractive"];
  // A slim system has no font, and a page without one shows no text.
  const wanted = [browser, "fonts-dejavu-core"];
  return [
    [...apt, "/usr/bin/apt-get", "update"],
    [...apt, "/usr/bin/apt-get", "install", "-y", "--no-install-recommends", ...wanted],
  ];
}

/**
 * A browser of this machine; where it has none, one is installed.
 * @param {(text: string) => void} say
 * @returns {Promise<string | null>}
 */
export async function getBrowser(say) {
  const found = findBrowser();
  if (found) return found;
  mkdirSync(logs, { recursive: true });
  writeFileSync(log, "");
  say("No Chrome, Chromium or Edge found; trying Playwright's download …");
  await attempt([process.execPath, tool("playwright", "cli.js"), "install", "chromium"], 5);
  const downloaded = findBrowser();
  if (downloaded) return downloaded;
  await installPackage("chromium", say);
  return findBrowser();
}

/**
 * Firefox of this machine; where it has none, one is installed.
 * @param {(text: string) => void} say
 * @returns {Promise<string | null>}
 */
export async function getFirefox(say) {
  const found = findFirefox();
  if (found) return found;
  mkdirSync(logs, { recursive: true });
  await installPackage("firefox-esr", say);
  return findFirefox();
}

/** @param {string} browser @param {(text: string) => void} say */
async function installPackage(browser, say) {
  for (const command of await packageCommands(browser)) {
    say(`Trying the system's packages: ${command.slice(command.indexOf("/usr/bin/apt-get")).join(" ")} …`);
    await attempt(command, 10);
  }
}
