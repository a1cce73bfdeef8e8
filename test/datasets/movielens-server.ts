import { strToU8, zipSync } from "fflate";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { EDITIONS } from "../../src/datasets/movielens-editions";
import type { MovieLensEdition } from "../../src/datasets/movielens-editions";

/** Invented ratings, one in each form that MovieLens has had. */
const ENTRIES = Array.from({ length: 200 }, (_, k) => [
  1 + (k % 20),
  1 + Math.floor(k / 20),
  1 + (k % 5),
  1e9 + k,
]);

const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));
const lines = (separator: string): string => ENTRIES.map((entry) => entry.join(separator)).join("\n");

/** The files in the archive of an edition. */
export function filesOf(edition: MovieLensEdition): Record<string, Uint8Array> {
  const { folder, ratings, movies, separator, encoding } = EDITIONS[edition];
  const encode = encoding === "latin1" ? latin : strToU8;
  if (separator === ",") {
    const films =
      'movieId,title,genres\r\n1,"Misérables, Les (1995)",Drama|War\r\n2,Heat (1995),(no genres listed)\r\n';
    return {
      [`${folder}/README.txt`]: strToU8("…"),
      [`${folder}/${ratings}`]: encode(
        `userId,movieId,rating,timestamp\r\n${lines(",").replaceAll("\n", "\r\n")}\r\n`,
      ),
      [`${folder}/${movies}`]: encode(films),
    };
  }
  if (separator === "::") {
    const films = '1::Misérables, Les (1995)::Drama|War\n2::"Heat" (1995)::Action\n';
    return { [`${folder}/${ratings}`]: encode(lines("::")), [`${folder}/${movies}`]: encode(films) };
  }
  const genres = (...indices: number[]): string =>
    Array.from({ length: 19 }, (_, index) => (indices.includes(index) ? 1 : 0)).join("|");
  const films =
    `1|Misérables, Les (1995)|01-Jan-1995||http://example.org/?a%20(1995)|${genres(8, 17)}\n` +
    `2|Heat (1995)|01-Jan-1995||http://example.org/|${genres(1)}\n`;
  const tests = [1, 2, 3, 4, 5].map((n) => [
    `${folder}/u${n}.test`,
    encode(
      ENTRIES.filter((_, k) => k % 5 === n - 1)
        .map((entry) => entry.join("\t"))
        .join("\n"),
    ),
  ]);
  return {
    [`${folder}/${ratings}`]: encode(lines("\t")),
    [`${folder}/${movies}`]: encode(films),
    ...(Object.fromEntries(tests) as Record<string, Uint8Array>),
  };
}

/** An edition's archive, and its checksum as GroupLens publishes it. */
export function archiveOf(edition: MovieLensEdition): { zip: Uint8Array; md5: string } {
  const zip = zipSync(filesOf(edition));
  return { zip, md5: `MD5 (${EDITIONS[edition].archive}.zip) = ${md5(zip)}\n` };
}

export function md5(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("hex");
}

/** Serves while the test runs, at an address of this machine. */
export async function serving<Result>(
  listener: RequestListener,
  run: (base: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
