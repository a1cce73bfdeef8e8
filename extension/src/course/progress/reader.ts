import type { CourseFiles } from "./files";
import { outlineOf } from "./outline";
import type { NotebookOutline } from "./outline";
import { NO_PROGRESS } from "./progress";
import type { Progress } from "./progress";
import type { ProgressStore } from "./store";

/** What a folder of notebooks asks, and how far its learners have come. */
export interface FolderProgress {
  readonly folder: string;
  readonly outline: readonly NotebookOutline[];
  /** Null where the folder's file is something else. */
  readonly progress: Progress | null;
}

/** Reads folders for a view that shows one at a time; of readings that overlap, the one that began last counts. */
export class FolderReader {
  current: FolderProgress = { folder: "", outline: [], progress: NO_PROGRESS };
  private newest = 0;
  /** Whether the notebooks are to be read: also after a reading of them was overtaken by one that leaves them out. */
  private outdated = true;

  constructor(
    private readonly files: CourseFiles,
    private readonly store: ProgressStore,
  ) {}

  /**
   * Reads a folder.
   * @param whole whether its notebooks are read again as well as its progress
   * @returns whether the result is to be shown: false where a later reading has begun
   */
  async read(folder: string, whole: boolean): Promise<boolean> {
    const reading = ++this.newest;
    if (whole || folder !== this.current.folder) this.outdated = true;
    const [outline, progress] = await Promise.all([
      this.outdated ? outlineOf(this.files, folder) : this.current.outline,
      this.store.read(folder),
    ]);
    if (reading !== this.newest) return false;
    this.outdated = false;
    this.current = { folder, outline, progress };
    return true;
  }
}
