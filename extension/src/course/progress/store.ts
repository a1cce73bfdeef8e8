import { host } from "../../host/host";
import { t } from "../../words";
import { PROGRESS_FILE, progressText, readProgress } from "./file";
import type { CourseFiles } from "./files";
import { merged, NO_PROGRESS, withEvent } from "./progress";
import type { CourseEvent, Progress } from "./progress";

/** Keeps the progress of each folder of notebooks in a file there, which is written as a whole, one change after the other. */
export class ProgressStore {
  private readonly listeners = new Set<(folder: string) => void>();
  private last: Promise<void> = Promise.resolve();
  /** The folders of which a person was told that the file cannot be used. */
  private readonly told = new Set<string>();

  constructor(private readonly files: CourseFiles) {}

  /** Calls a listener when the progress of a folder has changed, until the function that it returns is called. */
  onChange(listener: (folder: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The progress of a folder; null where its file cannot be read as one. */
  async read(folder: string): Promise<Progress | null> {
    const text = await this.files.read(folder + PROGRESS_FILE);
    return text === null ? NO_PROGRESS : readProgress(text);
  }

  /** Writes down what has happened. */
  record(folder: string, event: CourseEvent): Promise<void> {
    return this.change(folder, (progress) => withEvent(progress, event));
  }

  /** Adds another file's progress, such as that of another computer. */
  add(folder: string, other: Progress): Promise<void> {
    return this.change(folder, (progress) => merged(progress, other));
  }

  private change(folder: string, how: (progress: Progress) => Progress): Promise<void> {
    this.last = this.last
      .then(() => this.write(folder, how))
      .catch((error: unknown) => {
        console.error(error);
        this.tell(
          folder,
          t("Your progress could not be saved: {file} cannot be written.", { file: PROGRESS_FILE }),
        );
      });
    return this.last;
  }

  private async write(folder: string, how: (progress: Progress) => Progress): Promise<void> {
    const before = await this.read(folder);
    if (before === null) {
      this.tell(
        folder,
        t("{file} is not a file of the course's progress. It is left as it is, and nothing is added to it.", {
          file: PROGRESS_FILE,
        }),
      );
      return;
    }
    const after = how(before);
    if (after === before) return;
    await this.files.write(folder + PROGRESS_FILE, progressText(after));
    this.listeners.forEach((listener) => listener(folder));
  }

  private tell(folder: string, text: string): void {
    if (this.told.has(folder)) return;
    this.told.add(folder);
    host().notify("warning", text);
  }
}
