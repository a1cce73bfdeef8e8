/** `doctor`: checks the kernel's specs, and the kernel itself. */
import { packageFolder } from "../package";
import type { Finding } from "./finding";
import { askKernel } from "./kernel-answer";
import { readManifest } from "./manifest";
import { readPackage, zeromqComplaint } from "./own-package";
import { dataFolders, findSpecs, type FoundSpec } from "./specs";
import { repairAdvice } from "./pip-advice";
import type { Python } from "./python";
import type { System } from "./system";

/** Checks where the kernel is installed, which spec Jupyter uses, and whether the program it starts exists. */
export function checkSpecs(python: Python | undefined, system: System): Finding[] {
  const specs = findSpecs(python, system);
  if (specs.length === 0) {
    const looked = dataFolders(python, system).join("\n");
    return [
      {
        mark: "bad",
        text: `the kernel is not installed; looked into\n${looked}`,
        todo: [repairAdvice(system)],
      },
    ];
  }
  return specs.flatMap((spec, i) => [checkSpec(spec, i === 0, system), ...checkVersion(spec, system)]);
}

function checkSpec({ file, problem }: FoundSpec, isUsed: boolean, system: System): Finding {
  const which = isUsed ? "kernel spec" : "kernel spec, hidden by the one above";
  if (problem === undefined) return { mark: isUsed ? "good" : "note", text: `${which}: ${file}` };
  return {
    mark: isUsed ? "bad" : "note",
    text: `${which}: ${file}\n${problem}`,
    todo: [repairAdvice(system)],
  };
}

function checkVersion({ data }: FoundSpec, system: System): Finding[] {
  const ours = readPackage(packageFolder).version;
  try {
    const there = readManifest(data)?.version;
    if (there === undefined || there === ours) return [];
    return [
      {
        mark: "note",
        text: `installed there is version ${there}; this is ${ours}`,
        todo: [repairAdvice(system)],
      },
    ];
  } catch (error) {
    return [{ mark: "bad", text: (error as Error).message, todo: [repairAdvice(system)] }];
  }
}

/** Starts the kernel that Jupyter would start, and waits for its answer. */
export async function checkAnswer(python: Python | undefined, system: System): Promise<Finding> {
  const [spec] = findSpecs(python, system);
  if (spec === undefined) return { mark: "skipped", text: "the kernel's answer: there is no kernel to ask" };
  if (spec.problem !== undefined) return { mark: "skipped", text: "the kernel's answer: it cannot start" };
  if (zeromqComplaint() !== undefined)
    return { mark: "skipped", text: "the kernel's answer: without zeromq it cannot be asked" };
  const answer = await askKernel(started(spec.argv, python));
  if ("problem" in answer)
    return {
      mark: "bad",
      text: `the kernel does not answer: ${answer.problem}`,
      todo: [repairAdvice(system)],
    };
  const { implementation, implementation_version: version, language_info: language } = answer.info;
  const typescript = (language as { version?: unknown } | undefined)?.version;
  const text = `the kernel answers: ${String(implementation)} ${String(version)}, TypeScript ${String(typescript)}, after ${answer.seconds.toFixed(1)} s`;
  return { mark: "good", text };
}

/** The command as Jupyter starts it: by `python`, a spec means the Python that Jupyter runs in. */
function started([program, ...rest]: readonly string[], python: Python | undefined): string[] {
  return [program === "python" && python !== undefined ? python.executable : program, ...rest];
}
