/** Says in words that a file was not saved because the browser's storage is full. */
import type { Contents } from "@jupyterlab/services";
import { storageIsFull } from "./sentences";

export function explainFullStorage(contents: Contents.IManager): void {
  const save = contents.save.bind(contents);
  contents.save = async (path, options) => {
    try {
      return await save(path, options);
    } catch (error) {
      throw isFull(error) ? new Error(storageIsFull, { cause: error }) : error;
    }
  };
}

/** Browsers name it differently, and Firefox in its own way. */
function isFull(error: unknown): boolean {
  const { name = "", message = "" } = (error ?? {}) as Partial<Error>;
  return (
    /quota/i.test(`${name} ${message}`) ||
    name === "NS_ERROR_DOM_QUOTA_REACHED" ||
    /disk is full|full disk/i.test(message)
  );
}
