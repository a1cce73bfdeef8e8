import { describeValue, FileError, wrongArgument } from "../errors";
import { DecodedText } from "../files/decoded-text";
import { inFile, unlessChanged } from "../files/read";
import { inNotebook, openOutput } from "../outputs/open-output";
import { Ratings } from "../ratings/ratings";
import { withProgress } from "../ratings/read-progress";
import {
  checkChoice,
  checkFlag,
  checkFunction,
  checkOptionNames,
  checkSignalOption,
} from "../training/options";
import type { StopSignal } from "../training/stop";
import { EDITIONS, LICENCE, OFFICIAL } from "./movielens-editions";
import type { EditionFiles, MovieLensEdition } from "./movielens-editions";
import { editionFrom, editionIn } from "./movielens-files";
import type { EditionSource } from "./movielens-files";
import { readMovies } from "./movielens-movies";
import type { Movies } from "./movielens-movies";

/** Which edition of MovieLens is loaded, and where its files are kept. */
export interface MovieLensOptions {
  /** The edition's unpacked folder, or its zip; nothing is downloaded then. @default the edition is downloaded */
  folder?: string;
  /** The folder for downloads. @default the folder in FACTORLAB_DATA, else the user's cache folder */
  cache?: string;
  /** Called with the bytes downloaded so far, and the total where it is known. @default none */
  onProgress?: (bytes: number, total: number | null) => void;
  /** Whether a notebook shows the progress of the download, and of a read that takes longer than a second. @default true */
  display?: boolean;
  /** Stops the download: an `AbortSignal`. @default none */
  signal?: StopSignal;
}

/** An edition of MovieLens. */
export interface MovieLens {
  /** Users × films, with times and, where the file of films exists, with titles. */
  readonly ratings: Ratings;
  /** The genres of each film, by the text of its id. */
  readonly genres: ReadonlyMap<string, readonly string[]>;
  /** The conditions of use, and what to cite. */
  readonly licence: string;
}

/** A split of ratings, with the same indices of users and items in both parts. */
export interface Fold {
  /** What a model is trained on. */
  readonly train: Ratings;
  /** What it is measured on. */
  readonly test: Ratings;
}

/**
 * Loads an edition of MovieLens, the film ratings on which recommenders are usually measured: downloads it once from
 * GroupLens, checks its checksum and keeps it in the user's cache folder. Node only.
 * @param edition by its count of ratings: 100k (5 MB), 1m (6 MB), 10m (65 MB), 20m (190 MB), 25m (250 MB), 32m (240 MB);
 * or "latest-small" (1 MB), 100,000 of newer ratings.
 * @throws FileError, which says what to do, if it cannot be downloaded or is damaged; EnvironmentError in a browser.
 * @see Harper & Konstan 2015, The MovieLens Datasets: History and Context
 * @example
 * const { ratings, genres } = await loadMovieLens("100k");
 */
export function loadMovieLens(edition: MovieLensEdition, options: MovieLensOptions = {}): Promise<MovieLens> {
  return loadMovieLensFrom(OFFICIAL, edition, options);
}

/**
 * The five official splits of MovieLens 100k, `u1.base` and `u1.test` to `u5`: 80 % to train on, 20 % to test on, and
 * each rating is in one test.
 * @throws as {@link loadMovieLens} does.
 * @example
 * for (const { train, test } of await loadMovieLens100kFolds()) new BiasedMF().fit(train, { validation: test });
 */
export function loadMovieLens100kFolds(options: MovieLensOptions = {}): Promise<Fold[]> {
  return loadFoldsFrom(OFFICIAL, options);
}

/** {@link loadMovieLens} from another address; not public. */
export async function loadMovieLensFrom(
  base: string,
  edition: MovieLensEdition,
  options: MovieLensOptions,
): Promise<MovieLens> {
  const source = await open(base, edition, options);
  const movies = readFilms(source, EDITIONS[edition]);
  const files = EDITIONS[edition];
  const ratings = readFile(source, files.ratings, files, movies.titles, options.display);
  return { ratings, genres: movies.genres, licence: LICENCE };
}

/** {@link loadMovieLens100kFolds} from another address; not public. */
export async function loadFoldsFrom(base: string, options: MovieLensOptions): Promise<Fold[]> {
  const source = await open(base, "100k", options);
  const files = EDITIONS["100k"];
  const { titles } = readFilms(source, files);
  const read = (name: string): Ratings => readFile(source, name, files, titles, options.display);
  const all = read(files.ratings);
  return [1, 2, 3, 4, 5].map((n) => foldOf(all, read(`u${n}.test`)));
}

function foldOf(all: Ratings, tested: Ratings): Fold {
  const inTest = new Uint8Array(all.length);
  const { offsets, indices } = all.rows;
  for (const { user, item } of tested) {
    const u = all.userIds.indexOf(user);
    const k = indices.subarray(offsets[u], offsets[u + 1]).indexOf(all.itemIds.indexOf(item));
    if (k >= 0) inTest[offsets[u] + k] = 1;
  }
  return { train: all.select((k) => inTest[k] === 0), test: all.select((k) => inTest[k] === 1) };
}

async function open(
  base: string,
  edition: MovieLensEdition,
  options: MovieLensOptions,
): Promise<EditionSource> {
  checkChoice(edition, "edition", Object.keys(EDITIONS));
  checkMovieLensOptions(options);
  const { folder, cache, signal } = options;
  if (folder !== undefined) return editionIn(folder, edition);
  return editionFrom(base, edition, cache, { signal, onProgress: progressOf(edition, options) });
}

/** Calls `onProgress`, and updates a notebook's output whenever the percentage or the megabytes change. */
function progressOf(edition: MovieLensEdition, { onProgress, display = true }: MovieLensOptions) {
  const output = display && inNotebook() ? openOutput() : null;
  let shown = "";
  return (bytes: number, total: number | null): void => {
    onProgress?.(bytes, total);
    const megabytes = `${(bytes / 1e6).toFixed(0)} MB`;
    const part =
      total === null ? megabytes : `${Math.floor((100 * bytes) / total)} % of ${(total / 1e6).toFixed(1)} MB`;
    const text = `MovieLens ${edition}: ${part} downloaded`;
    if (text !== shown) output?.({ "text/plain": text });
    shown = text;
  };
}

function readFile(
  source: EditionSource,
  name: string,
  { encoding, separator, scale }: EditionFiles,
  titles: ReadonlyMap<string, string>,
  display: boolean | undefined,
): Ratings {
  const file = source.file(name);
  if (file === null) throw new FileError(`${source.path} has no ${name}, expected one`, source.path);
  const path = `${name} in ${source.path}`;
  const chunks = withProgress(file.chunks, name, file.size, { display });
  const text = new DecodedText(chunks, encoding, path, file.size);
  return unlessChanged(file.chunks, () =>
    inFile(path, () => Ratings.fromCsv(text, { separator, scale, titles })),
  );
}

/** Titles and genres; empty where the folder holds the ratings only. */
function readFilms(source: EditionSource, files: EditionFiles): Movies {
  const file = source.file(files.movies);
  if (file === null) return { titles: new Map(), genres: new Map() };
  return readMovies(new DecodedText(file.chunks, files.encoding, `${files.movies} in ${source.path}`), files);
}

function checkMovieLensOptions(options: MovieLensOptions): void {
  checkOptionNames(options, ["folder", "cache", "onProgress", "display", "signal"]);
  checkFunction(options.onProgress, "onProgress");
  checkSignalOption(options.signal, "signal");
  if (options.display !== undefined) checkFlag(options.display, "display");
  for (const name of ["folder", "cache"] as const) {
    const value: unknown = options[name];
    if (value === undefined || (typeof value === "string" && value !== "")) continue;
    const is = value === "" ? "empty text" : describeValue(value);
    throw wrongArgument(name, value, "the path of a folder", is);
  }
}
