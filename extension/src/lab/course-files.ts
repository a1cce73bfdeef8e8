import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { CourseFiles } from "../course/progress/files";

/** Files by JupyterLab's contents, which write one as a whole or not at all. */
export function courseFiles({ serviceManager: { contents } }: JupyterFrontEnd): CourseFiles {
  return {
    async read(path) {
      try {
        const file = await contents.get(path, { type: "file", format: "text", content: true });
        return String(file.content);
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw error;
      }
    },
    async write(path, content) {
      await contents.save(path, { type: "file", format: "text", content });
    },
    async notebooks(folder) {
      const listed = await contents.get(folder.replace(/\/$/, ""), { type: "directory", content: true });
      const names = (listed.content as { name: string }[]).map(({ name }) => name);
      return names.filter((name) => name.endsWith(".ipynb"));
    },
    async notebook(path) {
      return (await contents.get(path, { type: "notebook", content: true })).content as unknown;
    },
  };
}

/** The status with which a server has refused; undefined where there was none. */
function statusOf(error: unknown): number | undefined {
  return (error as { response?: { status?: number } } | null)?.response?.status;
}
