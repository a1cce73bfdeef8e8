import { createHash } from "node:crypto";
import type * as Flechette from "@uwdata/flechette";
import { crc32 } from "../crc32";
import { rowOfEach } from "../ratings/sparse";
import type { Ratings } from "../ratings/ratings";
import type { SparkSession } from "./client/session";
import { SparkError } from "./errors";
import { ArtifactsRequest, ArtifactsResponse, LocalRelation } from "./protocol/messages";
import { sql } from "./rows";

/** Ratings in one upload: 16 bytes each, and Spark takes no more than 2 GB at a time. */
const AT_ONCE = 20_000_000;
/** Bytes of a message. */
const CHUNK = 1 << 20;

/**
 * Sends ratings to Spark as Arrow, users and items by their places, and gives them a name for SQL: a table of user, item
 * and rating.
 */
export async function upload(session: SparkSession, ratings: Ratings, name: string): Promise<void> {
  const users = rowOfEach(ratings.rows);
  const parts: string[] = [];
  for (let from = 0; from < ratings.length; from += AT_ONCE) {
    const to = Math.min(from + AT_ONCE, ratings.length);
    const data = await arrowOf(ratings, users, from, to);
    const schema = "user INT, item INT, rating DOUBLE";
    const hash = await store(session, LocalRelation.write({ data, schema }));
    const part = `${name}_${parts.length}`;
    await session.view(part, { uploaded: { hash } });
    parts.push(part);
  }
  await session.view(name, sql(parts.map((part) => `SELECT * FROM ${part}`).join(" UNION ALL ")));
}

async function arrowOf({ rows }: Ratings, users: Int32Array, from: number, to: number): Promise<Uint8Array> {
  const { float64, int32, tableFromArrays, tableToIPC }: typeof Flechette = await import("@uwdata/flechette");
  const columns = {
    user: users.subarray(from, to),
    item: rows.indices.subarray(from, to),
    rating: rows.values.subarray(from, to),
  };
  const types = { user: int32(), item: int32(), rating: float64() };
  const bytes = tableToIPC(tableFromArrays(columns, { types }), { format: "stream" });
  if (!bytes) throw new SparkError("job", "the ratings could not be written as Arrow");
  return bytes;
}

/** Stores bytes in the session, under what they are called by: their hash. */
async function store(session: SparkSession, bytes: Uint8Array): Promise<string> {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const name = `cache/${hash}`;
  const chunks: { data: Uint8Array; crc: number }[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const data = bytes.subarray(at, at + CHUNK);
    chunks.push({ data, crc: crc32(data) });
  }
  const { who } = session;
  const [first, ...rest] = chunks;
  const begin = { name, total: bytes.length, chunks: chunks.length, first };
  const requests =
    rest.length === 0
      ? [{ ...who, batch: { artifacts: [{ name, data: first }] } }]
      : [{ ...who, begin }, ...rest.map((chunk) => ({ ...who, chunk }))];
  const { artifacts = [] } = await session.ask("AddArtifacts", ArtifactsRequest, ArtifactsResponse, requests);
  if (!artifacts.every(({ correct }) => correct === true))
    throw new SparkError("job", "the ratings arrived damaged at the Spark server: send them again");
  return hash;
}
