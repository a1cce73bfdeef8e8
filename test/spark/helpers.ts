import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inject } from "vitest";
import { Ratings } from "factorlab";
import { SparkALS, SparkError } from "factorlab/spark";
import type { SparkALSOptions, SparkFitOptions, SparkSource } from "factorlab/spark";

export const spark = inject("spark");
export const { remote } = spark;

/** As few tasks as can be: on a busy machine, each of them takes its time. */
export const quick: SparkALSOptions = { features: 2, iterations: 1, userBlocks: 1, itemBlocks: 1 };

/** Ratings of 1 to 5 stars with two tastes, and gaps: users `u0`… and items `i0`…; even users like even items. */
export function stars(users: number, items: number): [string, string, number][] {
  const rows: [string, string, number][] = [];
  for (let u = 0; u < users; u++)
    for (let i = 0; i < items; i++)
      if ((7 * u + 3 * i) % 5 !== 0)
        rows.push([`u${u}`, `i${i}`, 1 + (u % 2 === i % 2 ? 3 : 0) + (Math.floor((u + i) / 2) % 2)]);
  return rows;
}

export const small = Ratings.from(stars(20, 12));

/** Writes a file where the workers find it. @returns its path */
export function file(name: string, lines: readonly string[]): string {
  const path = join(spark.folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

/** The same ratings as separated text. */
export function csv(
  name: string,
  rows: readonly (readonly unknown[])[],
  header = "user,item,rating",
): string {
  return file(name, [header, ...rows.map((row) => row.join(","))]);
}

export function fit(source: SparkSource | Ratings, options: SparkFitOptions = {}, als: SparkALSOptions = {}) {
  return new SparkALS({ ...quick, ...als }).fit(source, { remote, ...options });
}

/** What a training fails with. */
export async function failure(work: Promise<unknown>): Promise<SparkError> {
  const error: unknown = await work.then(
    () => new Error("nothing failed"),
    (reason: unknown) => reason,
  );
  if (error instanceof SparkError) return error;
  throw error;
}

/** Lets the cluster do something. */
export async function order(name: "startWorker" | "killWorker" | "startServer" | "killServer", which = 0) {
  const answer = await fetch(`${spark.orders}/${name}/${which}`, { method: "POST" });
  if (!answer.ok) throw new Error(await answer.text());
}

/** The sessions that the Connect server has, as its page lists them: those that have not ended. */
export async function openSessions(): Promise<number> {
  const page = await (await fetch(`${spark.page}/connect/`)).text();
  const found = /(\d+)\s+session\(s\)\s+are online/.exec(page);
  if (!found) throw new Error("the page of Spark Connect does not say how many sessions are online");
  return Number(found[1]);
}

/** Waits until no session is left. @returns how many there are */
export async function leftSessions(seconds: number): Promise<number> {
  const end = Date.now() + 1000 * seconds;
  while (Date.now() < end) {
    if ((await openSessions()) === 0) return 0;
    await sleep(200);
  }
  return openSessions();
}

/** How many jobs Spark is at work on, as it tells programs. */
export async function runningJobs(): Promise<number> {
  const read = async (path: string) => (await fetch(`${spark.page}/api/v1/applications${path}`)).json();
  const [{ id }] = (await read("")) as { id: string }[];
  return ((await read(`/${id}/jobs?status=running`)) as unknown[]).length;
}
