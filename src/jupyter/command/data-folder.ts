/** Jupyter's data folders, in whose subfolders it finds kernels and extensions. */
import { pathsOf, type System } from "./system";

/**
 * The folder of one user, for all of their Jupyters.
 * @see jupyter_core.paths.jupyter_data_dir, which has the same rules; wherever a Python has it, it is asked instead.
 */
export function userDataFolder(system: System): string {
  const { platform, env, home } = system;
  const paths = pathsOf(system);
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (platform === "darwin") return paths.join(home, "Library", "Jupyter");
  if (platform !== "win32")
    return paths.join(env.XDG_DATA_HOME || paths.join(home, ".local", "share"), "jupyter");
  if (env.APPDATA) return paths.join(env.APPDATA, "jupyter");
  return paths.join(env.JUPYTER_CONFIG_DIR || paths.join(home, ".jupyter"), "data");
}

/** The folder of one environment, the same subfolder of `sys.prefix` on every system. */
export function prefixDataFolder(prefix: string, system: System): string {
  const paths = pathsOf(system);
  return paths.join(paths.resolve(prefix), "share", "jupyter");
}
