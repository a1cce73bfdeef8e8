import { afterAll, describe, test } from "vitest";

/** The checks of a contract go to Vitest, or into a list that is run on its own. */
export interface Suite {
  readonly describe: typeof describe;
  readonly test: typeof test;
  readonly afterAll: typeof afterAll;
}

export const VITEST: Suite = { describe, test, afterAll };

interface Check {
  readonly name: string;
  readonly run: () => unknown;
}

type Register = (name: string, run: (...given: never[]) => unknown) => void;

/**
 * Runs the checks of a contract without telling Vitest of them, so that a model that must not pass can be
 * checked against it.
 * @returns the names of those that failed, as they are written in the contract.
 */
export async function failuresOf(register: (suite: Suite) => void): Promise<string[]> {
  const checks: Check[] = [];
  const cleanUps: (() => unknown)[] = [];
  const add: Register = (name, run) => checks.push({ name, run });
  const each =
    (cases: readonly unknown[]): Register =>
    (name, run) =>
      cases.forEach((given) =>
        add(name, () => run(...((Array.isArray(given) ? given : [given]) as never[]))),
      );
  register({
    // A contract that cannot be set up fails as a whole.
    describe: ((name: string, body: () => void) => {
      try {
        body();
      } catch (error) {
        add(name, () => {
          throw error;
        });
      }
    }) as unknown as Suite["describe"],
    test: Object.assign(add, { each }) as unknown as Suite["test"],
    afterAll: ((cleanUp: () => unknown) => cleanUps.push(cleanUp)) as unknown as Suite["afterAll"],
  });
  const failed: string[] = [];
  for (const { name, run } of checks) {
    try {
      await run();
    } catch {
      failed.push(name);
    }
  }
  for (const cleanUp of cleanUps) await cleanUp();
  return [...new Set(failed)];
}
