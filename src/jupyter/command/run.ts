import { packageFolder } from "../package";
import { makeAssignments } from "./assignment/assignment";
import { readArguments, type Request } from "./arguments";
import { doctor } from "./doctor";
import { FactorlabError } from "../../errors";
import { InterruptedError, reasonOf, UsageError } from "./errors";
import { removeEnvironment } from "./environment/uninstall";
import type { GradeRequest } from "./grading/request";
import { helpText } from "./help";
import { install, uninstall } from "./install-command";
import { lab } from "./lab";
import { readPackage } from "./own-package";
import { ProgressLine } from "./progress-line";
import type { RatingsRequest } from "./ratings/request";
import type { Input } from "./ratings/standard-input";
import { thisSystem, type System } from "./system";
import { Terminal, type Output } from "./terminal";

/** What a program reads and writes. */
export interface Streams {
  stdin: Input;
  stdout: Output;
  stderr: Output;
}

/**
 * Runs a command line and reports on the terminal.
 * @returns The exit code: 0 for success, 1 for a failure, 2 for a wrong command line, 130 where it was stopped.
 */
export async function run(
  typed: readonly string[],
  system: System = thisSystem(),
  streams: Streams = process,
): Promise<number> {
  // A reader such as `head` may close the pipe before all is written; the command must still finish its work.
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners("error").includes(endOnFailure)) stream.on("error", endOnFailure);
  const terminal = new Terminal(streams.stdout, streams.stderr, system.env);
  try {
    return await perform(readArguments(typed), terminal, system, streams);
  } catch (error) {
    if (!(error instanceof FactorlabError)) throw error;
    terminal.complain(error);
    // What shells give a program that Ctrl-C has ended.
    if (error instanceof InterruptedError) return 130;
    return error instanceof UsageError ? 2 : 1;
  }
}

async function perform(
  request: Request,
  terminal: Terminal,
  system: System,
  streams: Streams,
): Promise<number> {
  switch (request.command) {
    case "help":
      terminal.say(helpText(request.about));
      return 0;
    case "version":
      terminal.say(readPackage(packageFolder).version);
      return 0;
    case "install":
      install(request.place, terminal, system);
      return 0;
    case "uninstall":
      uninstall(request.place, terminal, system);
      return 0;
    case "doctor":
      return (await doctor(request.python, terminal, system)) ? 0 : 1;
    case "lab":
      return lab(request, terminal, system);
    case "lab-uninstall":
      return removeEnvironment(terminal, system);
    case "assignment":
      makeAssignments(request, terminal);
      return 0;
    case "spark-job":
      await (await import("./spark-job/write")).writeSparkJob(request, terminal);
      return 0;
    case "recommend":
    case "evaluate":
    case "grade":
      return (await answer(request, terminal, streams, system.env)) ? 0 : 1;
  }
}

/** Loads the library only where it is needed: the other commands begin without it. */
async function answer(
  request: RatingsRequest | GradeRequest,
  terminal: Terminal,
  { stdin, stderr }: Streams,
  env: NodeJS.ProcessEnv,
): Promise<boolean> {
  const progress = new ProgressLine(stderr, request.quiet, env);
  try {
    if (request.command === "evaluate")
      return await (await import("./ratings/evaluate")).evaluate(request, stdin, terminal, progress);
    if (request.command === "grade")
      await (await import("./grading/grade")).grade(request, terminal, progress);
    else await (await import("./ratings/recommend")).recommend(request, stdin, terminal, progress);
    return true;
  } finally {
    progress.end();
  }
}

/** A pipe that its reader has closed is no failure; what else keeps results from being written ends the command. */
function endOnFailure(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") return;
  // The error may be that of this stream, which then says nothing more.
  process.stderr.write(`The output cannot be written: ${reasonOf(error)}.\n`, () => process.exit(1));
}
