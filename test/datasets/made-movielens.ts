import { strToU8, zipSync } from "fflate";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const USERS = 120;
const NAMED = ["Matrix, The (1999)", "Alien (1979)", "Pulp Fiction (1994)", "Toy Story (1995)"];
const OTHERS = ["Toy Story 2 (1999)", "Notting Hill (1999)", "Casablanca (1942)"];
const FILMS = [...NAMED, ...OTHERS, ...Array.from({ length: 73 }, (_, k) => `Film ${k + 1} (${1930 + k})`)];

/**
 * Puts an archive of MovieLens' latest-small where `FACTORLAB_DATA` may point to: its form, with invented ratings of two
 * tastes. MovieLens itself is not ours to pass on, and tests need no network for it.
 */
export function makeMovieLens(folder: string): void {
  const random = lehmer();
  const tastes = Array.from({ length: USERS + FILMS.length }, () => 2 * random() - 1);
  const ratings = ["userId,movieId,rating,timestamp"];
  for (let user = 0; user < USERS; user++) {
    for (let film = 0; film < FILMS.length; film++) {
      if (random() > 0.4) continue;
      const stars = 3.2 + 2 * tastes[user] * tastes[USERS + film] + 0.8 * (random() - 0.5);
      const halves = Math.min(10, Math.max(1, Math.round(2 * stars)));
      ratings.push(`${user + 1},${film + 1},${halves / 2},${1e9 + ratings.length}`);
    }
  }
  const movies = ["movieId,title,genres", ...FILMS.map((title, film) => `${film + 1},"${title}",Drama`)];
  const text = (lines: string[]): Uint8Array => strToU8(`${lines.join("\r\n")}\r\n`);
  mkdirSync(folder, { recursive: true });
  const archive = zipSync({
    "ml-latest-small/ratings.csv": text(ratings),
    "ml-latest-small/movies.csv": text(movies),
  });
  writeFileSync(join(folder, "ml-latest-small.zip"), archive);
}

/** Numbers from 0 to 1, always the same ones. @see Park & Miller 1988 */
function lehmer(): () => number {
  let state = 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
