/**
 * Milliseconds for which this process kept processors busy during a call: other work on the machine hardly changes them. A
 * file of unit tests has a process to itself while it runs.
 */
export function processorTime(call: () => unknown): number {
  const before = process.cpuUsage();
  call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
