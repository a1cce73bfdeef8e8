import { inNotebook, openOutput } from "../outputs/open-output";
import { systemClock } from "../training/clock";

/** How the progress of reading is told. */
export interface ReadProgress {
  /** Whether a notebook shows how far a read is that takes longer than a second. @default true */
  readonly display?: boolean;
  /** Called with the bytes read so far, and all there are; every quarter of a second and at the end. @default none */
  readonly onProgress?: (bytes: number, total: number) => void;
}

/** Milliseconds after which a read is worth a word, and between two of them. */
const PATIENCE = 1000;
const INTERVAL = 250;

/**
 * Bytes as they are, while a notebook shows how many have been read: from the second second on, so that what is read
 * quickly leaves no output behind.
 * @param name of what is read. @param total how many bytes there are.
 */
export function* withProgress(
  chunks: Iterable<Uint8Array>,
  name: string,
  total: number,
  { display = true, onProgress }: ReadProgress,
  now: () => number = () => systemClock.now(),
): Generator<Uint8Array> {
  const begun = now();
  let told = begun;
  let shown: ReturnType<typeof openOutput> | null = null;
  let bytes = 0;
  const tell = (text: string): void => {
    onProgress?.(bytes, total);
    if (shown === null && display && inNotebook() && now() - begun >= PATIENCE) shown = openOutput();
    shown?.({ "text/plain": `${name}: ${text}` });
  };
  for (const chunk of chunks) {
    yield chunk;
    bytes += chunk.length;
    const time = now();
    if (time - told < INTERVAL || bytes >= total) continue;
    told = time;
    tell(`${Math.floor((100 * bytes) / total)} % of ${megabytes(total)} read`);
  }
  tell(`${megabytes(bytes)} read`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
