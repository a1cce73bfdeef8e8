import { FileError } from "../errors";
import { cacheFolder } from "../files/cache-folder";
import { download } from "../files/download";
import type { DownloadOptions } from "../files/download";
import { makeFolder } from "../files/make-folder";
import { nodeModule } from "../files/node";
import { homeAdvice } from "../files/path";
import { checkFile, FileChunks, fileBytes } from "../files/read";
import { ZipArchive } from "../files/zip";
import { EDITIONS } from "./movielens-editions";
import type { MovieLensEdition } from "./movielens-editions";

/** One file of an edition. */
export interface EditionFile {
  /** Its bytes, in pieces. */
  readonly chunks: Iterable<Uint8Array>;
  /** How many bytes there are. */
  readonly size: number;
}

/** The files of an edition, unpacked or in an archive. */
export interface EditionSource {
  /** The folder or archive. */
  readonly path: string;
  /** One of the files; null if there is no file of this name. */
  file(name: string): EditionFile | null;
}

const WHAT = "reading MovieLens";

/** An edition on disk: its unpacked folder, the folder that contains it, or the archive. @throws FileError */
export function editionIn(folder: string, edition: MovieLensEdition): EditionSource {
  const { existsSync, join } = disk();
  const { archive, folder: inner, ratings } = EDITIONS[edition];
  if (/\.zip$/i.test(folder)) return inArchive(folder);
  for (const unpacked of [folder, join(folder, inner)])
    if (existsSync(join(unpacked, ratings))) return inFolder(unpacked);
  const packed = join(folder, `${archive}.zip`);
  if (existsSync(packed)) return inArchive(packed);
  const expected = `the folder with ${ratings} of MovieLens ${edition}, or ${archive}.zip${homeAdvice(folder)}`;
  throw new FileError(`folder is "${folder}", where there is no ${ratings}; expected ${expected}`, folder, {
    argument: "folder",
    actual: folder,
    expected,
  });
}

/** An edition's archive in the cache, which is downloaded if it is missing. @throws FileError */
export async function editionFrom(
  base: string,
  edition: MovieLensEdition,
  cache: string | undefined,
  options: DownloadOptions,
): Promise<EditionSource> {
  const { existsSync, join } = disk();
  const name = `${EDITIONS[edition].archive}.zip`;
  const folder = cache ?? cacheFolder();
  const path = join(folder, name);
  if (!existsSync(path)) {
    makeFolder(folder);
    try {
      await download(`${base}${name}`, path, options);
    } catch (cause) {
      throw options.signal?.aborted === true ? cause : byHand(cause, `${base}${name}`, edition, folder);
    }
  }
  return inArchive(path);
}

/** The error for a failed download, which says how to get the archive by hand. */
function byHand(cause: unknown, address: string, edition: MovieLensEdition, cache: string): FileError {
  const name = EDITIONS[edition].archive;
  const why = cause instanceof Error ? cause.message : String(cause);
  const remedy =
    `Get ${address} with a browser and put it into ${cache}, ` +
    `or say where it is: loadMovieLens("${edition}", { folder: "path/to/${name}.zip" })`;
  return new FileError(`MovieLens ${edition} could not be downloaded: ${why}. ${remedy}.`, address, {
    argument: "edition",
    actual: why,
    expected: remedy,
    cause,
  });
}

function inFolder(path: string): EditionSource {
  const { existsSync, join } = disk();
  const file = (name: string): EditionFile | null => {
    const full = join(path, name);
    return existsSync(full) ? { size: checkFile(full), chunks: new FileChunks(full) } : null;
  };
  return { path, file };
}

function inArchive(path: string): EditionSource {
  checkFile(path);
  const archive = new ZipArchive(fileBytes(path), path);
  const file = (name: string): EditionFile | null => {
    const entry = archive.entries.find((each) => each.name === name || each.name.endsWith(`/${name}`));
    return entry === undefined ? null : { size: entry.size, chunks: archive.read(entry) };
  };
  return { path, file };
}

function disk(): {
  existsSync: (path: string) => boolean;
  join: (...parts: string[]) => string;
} {
  const files = nodeModule("node:fs", WHAT);
  const paths = nodeModule("node:path", WHAT);
  return {
    existsSync: (path) => files.existsSync(path),
    join: (...parts) => paths.join(...parts),
  };
}
