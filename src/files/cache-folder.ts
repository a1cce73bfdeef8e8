import { nodeModule, nodeProcess } from "./node";

/**
 * The folder for downloads: the one that `FACTORLAB_DATA` names, else `factorlab` in the system's cache folder of the
 * user.
 * @throws EnvironmentError where there is no Node.
 */
export function cacheFolder(): string {
  const what = "keeping downloads";
  const path = nodeModule("node:path", what);
  const { env, platform } = nodeProcess(what);
  if (env.FACTORLAB_DATA) return env.FACTORLAB_DATA;
  const home = nodeModule("node:os", what).homedir();
  if (platform === "darwin") return path.join(home, "Library", "Caches", "factorlab");
  if (platform === "win32")
    return path.join(env.LOCALAPPDATA ?? path.join(home, "AppData", "Local"), "factorlab");
  return path.join(env.XDG_CACHE_HOME ?? path.join(home, ".cache"), "factorlab");
}
