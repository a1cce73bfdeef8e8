import { DecodedText } from "./decoded-text";
import { fileError } from "./path";
import { checkFile, FileChunks } from "./read";
import { replaceFile } from "./replace-file";

/** Longer text, in UTF-16 units, is written piece by piece. */
const WRITTEN_AT_ONCE = 1 << 20;

/** Writes a text file in UTF-8, which gets its name once it is complete. @throws ValueError, FileError, EnvironmentError */
export async function writeText(path: string, text: string): Promise<void> {
  const { TextEncoder } = globalThis as unknown as {
    TextEncoder: new () => { encode(text: string): Uint8Array };
  };
  const encoder = new TextEncoder();
  await replaceFile(path, async (write) => {
    for (let at = 0; at < text.length;) {
      // Keeps surrogate pairs whole.
      const end = isHighSurrogate(text.charCodeAt(at + WRITTEN_AT_ONCE - 1))
        ? at + WRITTEN_AT_ONCE + 1
        : at + WRITTEN_AT_ONCE;
      write(encoder.encode(text.slice(at, end)));
      at = end;
    }
    await Promise.resolve();
  });
}

/** The whole text of a file in UTF-8. @throws FileError, also where it is longer than texts can be; EnvironmentError */
export function readText(path: string): string {
  checkFile(path);
  const pieces = [...new DecodedText(new FileChunks(path), "utf-8", path)];
  try {
    return pieces.join("");
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw fileError(path, "is longer than a text can be", "some 500 million characters at most", cause);
  }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
