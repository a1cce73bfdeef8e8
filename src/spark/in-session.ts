import { placeOf, readRemote } from "./client/remote";
import { SparkSession } from "./client/session";
import { lostServer } from "./client/told-error";
import { SparkError } from "./errors";
import { explained } from "./failures";
import type { CheckedFit } from "./fit-options";
import { guard } from "./guard";
import { checkVersion } from "./limits";
import type { SparkALSSettings } from "./options";
import type { Report } from "./progress";
import { stoppable } from "./stop";

/** Runs work in a session of its own, which is released whatever happens. */
export async function inSession<Result>(
  settings: SparkALSSettings,
  { remote, signal }: CheckedFit,
  report: Report,
  work: (session: SparkSession) => Promise<Result>,
): Promise<Result> {
  const session = new SparkSession(readRemote(remote));
  let letGo: (() => void) | undefined;
  let isThere = false;
  try {
    const result = await stoppable(
      session,
      signal,
      () => report.update(),
      async () => {
        report.begin("reaching Spark");
        await checkVersion(session);
        isThere = true;
        letGo = guard(session);
        report.page = await pageOf(session);
        return work(session);
      },
    );
    report.end("done");
    return result;
  } catch (error) {
    const isStop = (error as Error).name === "AbortError" || (error as Error).name === "KeyboardInterrupt";
    report.end(isStop ? "stopped" : "failed");
    const isLost = isThere && error instanceof SparkError && error.problem === "unreachable";
    throw isLost ? lostServer(placeOf(session.remote), error) : explained(error, session, settings);
  } finally {
    await session.close();
    letGo?.();
  }
}

/** The address of Spark's page of a session; null where it has none. */
async function pageOf(session: SparkSession): Promise<string | null> {
  const settings = await session.settings("spark.ui.enabled", "spark.ui.port", "spark.driver.host");
  if (settings.get("spark.ui.enabled") === "false") return null;
  const host = settings.get("spark.driver.host") ?? session.remote.host;
  // The user as Spark's pages name them, since 4.3; older ones look at the id alone.
  const userId = Buffer.from(session.remote.user).toString("base64url");
  const query = new URLSearchParams({ id: session.id, userId });
  return `http://${host}:${settings.get("spark.ui.port") ?? "4040"}/connect/session/?${query.toString()}`;
}
