/** `doctor`: checks Node, the factorlab package, Python and Jupyter. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../package";
import type { Finding } from "./finding";
import {
  extensionFolder,
  findPackage,
  missingAdvice,
  missingPackages,
  readPackage,
  zeromqComplaint,
} from "./own-package";
import { installAdvice } from "./install-advice";
import { repairAdvice } from "./pip-advice";
import { pipPackage } from "./pip-package";
import type { Python } from "./python";
import type { System } from "./system";

/** The oldest JupyterLab that loads the extension; the tests run with a newer one. */
export const oldestLab = [4, 2];
export const testedLab = "4.6.6";

/** Checks the package that the command runs from. */
export function checkPackage(system: System, folder: string = packageFolder): Finding[] {
  const pip = pipPackage(system);
  const foundBy = pip === undefined ? "" : `, from ${pip.nodeOrigin}`;
  const findings: Finding[] = [
    { mark: "good", text: `Node ${process.versions.node} (${process.execPath})${foundBy}` },
    { mark: "good", text: `factorlab ${readPackage(folder).version} (${folder})` },
  ];
  const missing = missingPackages(folder);
  if (missing.length > 0)
    findings.push({
      mark: "bad",
      text: `npm packages are missing: ${missing.join(", ")}`,
      todo: missingAdvice,
    });
  // In a wheel the extension lies where pip puts it for JupyterLab.
  if (pip === undefined && !existsSync(join(extensionFolder(folder), "package.json")))
    findings.push({
      mark: "bad",
      text: "the extension is not built",
      todo: ["npm run build, in the checkout"],
    });
  const typescript = findPackage("typescript", folder);
  if (typescript !== undefined)
    findings.push({ mark: "good", text: `TypeScript ${readPackage(typescript).version}` });
  if (findPackage("zeromq", folder) !== undefined) findings.push(checkZeromq(folder, system));
  return findings;
}

function checkZeromq(folder: string, system: System): Finding {
  const complaint = zeromqComplaint(folder);
  if (complaint === undefined) return { mark: "good", text: "zeromq loads" };
  // pip's package brings Node along.
  const todo =
    pipPackage(system) === undefined
      ? ["Install a current Node from https://nodejs.org, then factorlab again."]
      : [repairAdvice(system)];
  return { mark: "bad", text: `zeromq does not load: ${complaint}`, todo };
}

/** Checks the Python that is used and its Jupyter, and lists the other Pythons that were found. */
export function checkPython(python: Python | undefined, all: readonly Python[], system: System): Finding[] {
  if (python === undefined)
    return [
      { mark: "bad", text: "no Python was found", todo: installAdvice(undefined, "jupyterlab", system) },
    ];
  const others = all
    .filter((other) => other !== python)
    .map(({ version, executable }): Finding => ({
      mark: "skipped",
      text: `not used: Python ${version} (${executable})`,
    }));
  return [
    { mark: "good", text: `Python ${python.version} (${python.executable}), found by ${python.source}` },
    ...others,
    checkLab(python, system),
    checkClient(python, system),
  ];
}

function checkLab(python: Python, system: System): Finding {
  const { jupyterlab } = python.packages;
  if (jupyterlab === undefined)
    return {
      mark: "bad",
      text: "JupyterLab is not installed there",
      todo: installAdvice(python, "jupyterlab", system),
    };
  if (!isAtLeast(jupyterlab, oldestLab)) {
    const text = `JupyterLab ${jupyterlab} is too old for the extension: it needs ${oldestLab.join(".")} or newer`;
    return { mark: "bad", text, todo: installAdvice(python, `"jupyterlab>=${oldestLab.join(".")}"`, system) };
  }
  return { mark: "good", text: `JupyterLab ${jupyterlab} (tested with ${testedLab})` };
}

function checkClient(python: Python, system: System): Finding {
  const { jupyter_client: client, jupyterlab } = python.packages;
  if (client !== undefined) return { mark: "good", text: `jupyter_client ${client}` };
  if (jupyterlab === undefined) return { mark: "skipped", text: "jupyter_client: it comes with JupyterLab" };
  const todo = installAdvice(python, "jupyter_client", system);
  return { mark: "bad", text: "jupyter_client, which starts kernels, is not installed there", todo };
}

/** Whether a version such as `"4.6.6"` or `"4.2.0rc1"` is at least this one. */
export function isAtLeast(version: string, [major, minor]: readonly number[]): boolean {
  const [ourMajor, ourMinor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  return ourMajor > major || (ourMajor === major && ourMinor >= minor);
}
