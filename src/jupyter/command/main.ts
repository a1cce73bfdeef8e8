#!/usr/bin/env node
/** The command `factorlab`. Even an old Node must be able to run this file, to print that it is too old. */
import { packageFolder } from "../package";
import { readPackage } from "./own-package";

/** The message for a Node that is too old; undefined when it is new enough. */
function nodeComplaint(running: string, required: string): string | undefined {
  const [major, minor] = required.replace(/^\D+/, "").split(".").map(Number);
  const [ourMajor, ourMinor] = running.split(".").map(Number);
  if (ourMajor > major || (ourMajor === major && ourMinor >= minor)) return undefined;
  return `Factorlab needs Node ${major}.${minor} or newer and found ${running}: install a current Node from https://nodejs.org and try again.`;
}

const complaint = nodeComplaint(process.versions.node, readPackage(packageFolder).engines?.node ?? ">=0.0");
if (complaint !== undefined) {
  console.error(complaint);
  process.exitCode = 1;
} else {
  void import("./run")
    .then(({ run }) => run(process.argv.slice(2)))
    .then((code) => (process.exitCode = code));
}
