/** Paths in a page: `/` parts folders, and a full path begins with it. */

/** A full path without `.` and `..`. @param folder The folder from which a path without a leading `/` counts. */
export function resolvePath(path: string, folder: string = "/"): string {
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${folder}/${path}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf("/")));
}

/** A file's path from a folder. */
export function relativePath(folder: string, file: string): string {
  const [from, to] = [folder, file].map((path) => resolvePath(path).split("/").slice(1));
  let same = 0;
  while (same < from.length && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/");
}
