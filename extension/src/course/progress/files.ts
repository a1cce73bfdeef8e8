/** What the course's progress asks of the files beside the notebooks. */
export interface CourseFiles {
  /** The text of a file; null where there is no such file. */
  read(path: string): Promise<string | null>;
  /** Writes a file as a whole. */
  write(path: string, text: string): Promise<void>;
  /** The names of the notebooks in a folder. @param folder with a slash at its end; empty for the root */
  notebooks(folder: string): Promise<string[]>;
  /** What a notebook's file holds, which may be anything. */
  notebook(path: string): Promise<unknown>;
}
