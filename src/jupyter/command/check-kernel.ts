/** `doctor`: checks the kernel's specs, and the kernel itself. */
import { packageFolder } from "../package";
import { self } from "./invocation";
import type { Finding } from "./finding";
import { askKernel } from "./kernel-answer";
import { readManifest } from "./manifest";
import { readPackage, zeromqComplaint } from "./own-package";
import { dataFolders, findSpecs, type FoundSpec } from "./specs";
import type { Python } from "./python";
import type { System } from "./system";

const INSTALL_COMMAND = `${self} install`;

/** Checks where the kernel is installed, which spec Jupyter uses, and whether the program it starts exists. */
export function checkSpecs(python: Python | undefined, system: System): Finding[] {
  const specs = findSpecs(python, system);
  if (specs.length === 0) {
    const looked = dataFolders(python, system).join("\n");
    return [
      { mark: "bad", text: `the kernel is not installed; looked into\n${looked}`, todo: [INSTALL_COMMAND] },
    ];
  }
  return specs.flatMap((spec, i) => [checkSpec(spec, i === 0), ...checkVersion(spec)]);
}

function checkSpec({ file, problem }: FoundSpec, isUsed: boolean): Finding {
  const which = isUsed ? "kernel spec" : "kernel spec, hidden by the one above";
  if (problem === undefined) return { mark: isUsed ? "good" : "note", text: `${which}: ${file}` };
  return { mark: isUsed ? "bad" : "note", text: `${which}: ${file}\n${problem}`, todo: [INSTALL_COMMAND] };
}

function checkVersion({ data }: FoundSpec): Finding[] {
  const ours = readPackage(packageFolder).version;
  try {
    const there = readManifest(data)?.version;
    if (there === undefined || there === ours) return [];
    return [
      { mark: "note", text: `installed there is version ${there}; this is ${ours}`, todo: [INSTALL_COMMAND] },
    ];
  } catch (error) {
    return [{ mark: "bad", text: (error as Error).message, todo: [INSTALL_COMMAND] }];
  }
}

/** Starts the kernel that Jupyter would start, and waits for its answer. */
export async function checkAnswer(python: Python | undefined, system: System): Promise<Finding> {
  const [spec] = findSpecs(python, system);
  if (spec === undefined) return { mark: "skipped", text: "the kernel's answer: there is no kernel to ask" };
  if (spec.problem !== undefined) return { mark: "skipped", text: "the kernel's answer: it cannot start" };
  if (zeromqComplaint() !== undefined)
    return { mark: "skipped", text: "the kernel's answer: without zeromq it cannot be asked" };
  const answer = await askKernel(spec.argv);
  if ("problem" in answer)
    return { mark: "bad", text: `the kernel does not answer: ${answer.problem}`, todo: [INSTALL_COMMAND] };
  const { implementation, implementation_version: version, language_info: language } = answer.info;
  const typescript = (language as { version?: unknown } | undefined)?.version;
  const text = `the kernel answers: ${String(implementation)} ${String(version)}, TypeScript ${String(typescript)}, after ${answer.seconds.toFixed(1)} s`;
  return { mark: "good", text };
}
