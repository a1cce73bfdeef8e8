/** `factorlab install` and `factorlab uninstall`. */
import { packageFolder } from "../package";
import { self } from "./invocation";
import type { PlaceOptions } from "./arguments";
import { hasAside } from "./aside";
import { requireHome } from "./home";
import { CommandError } from "./errors";
import { readManifest } from "./manifest";
import { lastingNode } from "./node-program";
import { extensionFolder, isInstalledPackage, readPackage, requireKernelParts } from "./own-package";
import { refusePip } from "./pip-advice";
import { putInto } from "./put";
import { findPythons, type Python } from "./python";
import type { System } from "./system";
import { takeOut, type TakenOut } from "./take-out";
import { chooseTarget, describePython, likelyTargets, pythonFor, type Target } from "./target";
import type { Terminal } from "./terminal";

/** Installs where the options say, and reports what was found and chosen. */
export function install(place: PlaceOptions, terminal: Terminal, system: System): void {
  refusePip("install", system);
  requireKernelParts();
  const python =
    place.prefix !== undefined && place.python === undefined ? undefined : pythonFor(place.python, system);
  const target = chooseTarget(place, python, system);
  if (place.prefix === undefined) terminal.say(`Found ${describePython(python, system)}`);
  installInto(target, terminal, system, place.force);
  warnIfUnseen(target, python, terminal);
  terminal.say(`\nNext: ${self} lab opens JupyterLab; its launcher offers “TypeScript (Factorlab)”.`);
  terminal.say(
    `A JupyterLab that is open already needs a reload of its page. ${self} doctor checks everything.`,
  );
}

/** Installs into a data folder, and reports what was installed where. */
export function installInto(target: Target, terminal: Terminal, system: System, force = false): void {
  requireHome(target, system);
  terminal.say(
    `Installing Factorlab ${readPackage(packageFolder).version} into ${target.data}\n  (${target.reason})`,
  );
  const source = {
    package: packageFolder,
    extension: extensionFolder(),
    node: lastingNode(process.execPath, system),
    copy: isInstalledPackage(),
  };
  const installed = putInto(target.data, source, force);
  terminal.mark("good", `kernel: ${installed.kernel}`);
  terminal.mark("good", `extension: ${installed.extension}`);
  if (installed.copy !== undefined)
    terminal.mark("good", `a copy of the package for the kernel: ${installed.copy}`);
  if (installed.before !== undefined)
    terminal.say(`Version ${installed.before}, which was there, is replaced.`);
  for (const file of installed.overwritten)
    terminal.mark("note", `had been changed, and is replaced; the changed file is ${file}.changed`);
  for (const path of installed.aside)
    terminal.mark("note", `stood in the way, and is moved aside until ${self} uninstall: ${path}`);
}

/** Warns if the Jupyter that was found does not look into the target folder. */
function warnIfUnseen(target: Target, python: Python | undefined, terminal: Terminal): void {
  if (python?.path === undefined || python.path.includes(target.data)) return;
  terminal.mark(
    "note",
    `the Jupyter of ${python.executable} does not look into this folder.\n` +
      `It does when the environment variable JUPYTER_PATH names it: ${target.data}`,
  );
}

/** Uninstalls where the options say, or else where something is installed. */
export function uninstall(place: PlaceOptions, terminal: Terminal, system: System): void {
  refusePip("uninstall", system);
  const target = installedTarget(place, system);
  const taken = takeOut(target.data);
  if (taken === undefined) throw nothingIn([target]);
  if (taken.version === undefined) terminal.say(`Only what was moved aside is left in ${target.data}`);
  else terminal.say(`Factorlab ${taken.version} is taken out of ${target.data}`);
  terminal.mark("good", `${taken.removed} files removed`);
  nameLeft(taken, terminal);
}

function nameLeft({ changed, foreign, restored, kept }: TakenOut, terminal: Terminal): void {
  for (const file of changed) terminal.mark("note", `changed since it was installed, so it stays: ${file}`);
  for (const file of foreign) terminal.mark("note", `not from Factorlab, so it stays: ${file}`);
  for (const path of restored) terminal.mark("good", `had been moved aside, and is back: ${path}`);
  for (const path of kept) terminal.mark("note", `its place is taken, so it stays aside: ${path}`);
}

function installedTarget(place: PlaceOptions, system: System): Target {
  const isNamed = place["sys-prefix"] === true || place.user === true || place.prefix !== undefined;
  if (isNamed || place.python !== undefined) {
    const needsPython = place.prefix === undefined;
    return chooseTarget(place, needsPython ? pythonFor(place.python, system) : undefined, system);
  }
  const likely = likelyTargets(findPythons(system), system);
  const [first, ...more] = likely.filter(({ data }) => readManifest(data) !== undefined || hasAside(data));
  if (first === undefined) throw nothingIn(likely);
  if (more.length === 0) return first;
  throw new CommandError(
    "Factorlab is installed in more than one place. Say which one to take out:",
    [first, ...more].map(({ data, option }) => `${self} uninstall ${option}   (${data})`),
    { argument: "place", expected: "--user or --prefix" },
  );
}

function nothingIn(targets: readonly Target[]): CommandError {
  return new CommandError("Factorlab is not installed; looked into", [
    ...targets.map(({ data }) => data),
    "Is it elsewhere? Name the place: --sys-prefix, --user or --prefix PATH",
  ]);
}
