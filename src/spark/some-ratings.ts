import { wrongArgument } from "../errors";
import type { Id } from "../ratings/ids";
import { Ratings } from "../ratings/ratings";
import { SparkError } from "./errors";
import { inSession } from "./in-session";
import type { SparkALSSettings } from "./options";
import { readColumns } from "./prepare/columns";
import { merged } from "./prepare/duplicates";
import { drawing, Report } from "./progress";
import { rowsOf, sql } from "./rows";
import { readSource } from "./source";
import type { SparkSource } from "./source";
import type { CheckedFit } from "./fit-options";

/** The ratings of some users, of a source that Spark reads. */
export async function ratingsOfUsers(
  settings: SparkALSSettings,
  users: readonly Id[],
  source: SparkSource,
  options: CheckedFit,
): Promise<Ratings> {
  if (users.length === 0) throw wrongArgument("users", users, "the ids of some users");
  const relation = readSource(source);
  const draw = drawing(options.display ?? false);
  const report = new Report((progress) => (draw?.(progress), options.onProgress?.(progress)));
  return inSession(settings, options, report, async (session) => {
    const onStages = report.begin("reading the ratings of some users");
    const columns = readColumns(await session.columns(relation), options);
    await session.view("factorlab_given", relation);
    await session.view("factorlab_read", sql(`SELECT ${columns.select} FROM factorlab_given`));
    const ids = users.map((user) => `'${String(user).replace(/['\\]/g, "\\$&")}'`).join(", ");
    const some = `(SELECT * FROM factorlab_read WHERE CAST(user AS STRING) IN (${ids}))`;
    const rule = options.duplicates === "error" ? "max" : options.duplicates;
    const rows = await rowsOf(session, merged(some, rule, 0), onStages);
    if (rows.length === 0) throw noneFound(users);
    const given = rows.map(
      ({ user, item, rating }) => [String(user), String(item), rating as number] as const,
    );
    return Ratings.from(given, options.scale ? { scale: options.scale } : {});
  });
}

function noneFound(users: readonly Id[]): SparkError {
  const named = users.slice(0, 3).map((user) => JSON.stringify(String(user)));
  const more = users.length > 3 ? ", …" : "";
  return new SparkError("empty", `the source has no ratings of ${named.join(", ")}${more}`, {
    argument: "users",
  });
}
