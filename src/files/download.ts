import { FactorlabError, FileError } from "../errors";
import type { StopSignal } from "../training/stop";
import { nodeModule } from "./node";
import { replaceFile } from "./replace-file";
import { writeTarget } from "./write-target";

/** The part of a `fetch` response that is used. */
interface Response {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
  text(): Promise<string>;
}

type Fetch = (address: string, options: { signal?: StopSignal }) => Promise<Response>;

export interface DownloadOptions {
  /** Stops the download. */
  signal?: StopSignal;
  /** Called with the bytes received so far, and the total where it is known. */
  onProgress?: (bytes: number, total: number | null) => void;
}

/**
 * Downloads a file to a path, which then holds the complete file or nothing. Checks the md5 checksum if one is published
 * at the same address with `.md5` appended.
 * @throws FileError if it cannot be reached, is truncated or has another checksum, and where the signal stops it.
 */
export async function download(address: string, path: string, options: DownloadOptions = {}): Promise<void> {
  // Before anything is asked for.
  writeTarget(path);
  try {
    const expected = await publishedChecksum(`${address}.md5`, options);
    await replaceFile(path, (write) => receive(address, expected, write, options));
  } catch (cause) {
    throw explained(cause, address, options);
  }
}

async function receive(
  address: string,
  expected: string | null,
  write: (bytes: Uint8Array) => void,
  { signal, onProgress }: DownloadOptions,
): Promise<void> {
  const response = await fetchFrom(address, signal);
  if (!response.ok || response.body === null) throw failed(address, `answered ${response.status}`);
  const length = Number(response.headers.get("content-length") ?? NaN);
  const total = Number.isInteger(length) ? length : null;
  const hash = nodeModule("node:crypto", "downloading").createHash("md5");
  let bytes = 0;
  for await (const piece of response.body) {
    hash.update(piece);
    write(piece);
    bytes += piece.length;
    onProgress?.(bytes, total);
  }
  if (total !== null && bytes !== total) throw failed(address, `gave ${bytes} of ${total} bytes`);
  const actual = hash.digest("hex");
  if (expected === null || actual === expected) return;
  throw failed(address, `gave a file with the checksum ${actual}, and ${expected} is published`);
}

/** The published checksum, in any of the usual formats; null where there is none. */
async function publishedChecksum(address: string, { signal }: DownloadOptions): Promise<string | null> {
  const response = await fetchFrom(address, signal);
  if (response.status === 404) return null;
  if (!response.ok) throw failed(address, `answered ${response.status}`);
  const found = /\b[0-9a-f]{32}\b/i.exec(await response.text());
  if (found === null) throw failed(address, "gave no checksum");
  return found[0].toLowerCase();
}

function fetchFrom(address: string, signal: StopSignal | undefined): Promise<Response> {
  const { fetch } = globalThis as unknown as { fetch: Fetch };
  return fetch(address, { signal });
}

function failed(address: string, what: string): FileError {
  return new FileError(`${address} ${what}`, address, { argument: "address", actual: what });
}

function explained(cause: unknown, address: string, { signal }: DownloadOptions): unknown {
  if (signal?.aborted === true) {
    const stopped = new FileError(`the download of ${address} was stopped`, address, {
      cause: signal.reason,
    });
    stopped.name = "AbortError";
    return stopped;
  }
  if (cause instanceof FactorlabError) return cause;
  const { message, cause: deeper } = cause as Error;
  const why = deeper instanceof Error && deeper.message !== "" ? `${message}: ${deeper.message}` : message;
  return new FileError(`${address} cannot be had (${why})`, address, { cause });
}
