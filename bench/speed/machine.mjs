// What a figure was measured on.
import os from "node:os";

/** The processor, system and Node of this machine. */
export function machine() {
  const [{ model }] = os.cpus();
  const cores = os.availableParallelism();
  const gigabytes = Math.round(os.totalmem() / 1e9);
  const facts = { processor: model.trim(), cores, gigabytes, system: os.type(), node: process.versions.node };
  return {
    ...facts,
    text: `${facts.processor}, ${cores} cores, ${gigabytes} GB, ${facts.system}, Node ${facts.node}`,
  };
}
