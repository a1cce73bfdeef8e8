import type { Matrix } from "../../matrix/matrix";
import { cosines } from "../../models/shared/cosine";

/** What the sentence is made from. */
interface Class {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly (readonly (number | null)[])[];
}

/** Below so many ratings, features say more of chance than of taste. */
const FEWEST = 3;

/** Whom the pupil of a row is most alike by the features of all, and what both have rated. */
export function alikeSentence(our: Class, L: Matrix, row: number): string {
  const name = our.rows[row];
  const count = ratedBy(our, row);
  if (count < FEWEST)
    return `${name} has rated ${films(count)}, which says too little about taste. From ${FEWEST} films on, somebody alike can be named.`;
  const others = our.rows.map((_, k) => k).filter((k) => k !== row && ratedBy(our, k) >= FEWEST);
  if (others.length === 0)
    return `Nobody else has rated ${FEWEST} films, so nobody can be named who is like ${name}.`;
  const likenesses = cosines(L.row(row), L.values);
  const best = others.reduce((a, b) => (likenesses[b] > likenesses[a] ? b : a));
  const likeness = likenesses[best];
  if (!(likeness > 0)) return `Nobody’s taste points the same way as that of ${name}.`;
  return `${name} is most like ${our.rows[best]}: their features point the same way (cosine ${likeness.toFixed(2)}). ${shared(our, row, best)}`;
}

function shared({ cells, columns }: Class, a: number, b: number): string {
  const both = columns.flatMap((film, i) => {
    const [x, y] = [cells[a][i], cells[b][i]];
    return x === null || y === null ? [] : [{ film, apart: Math.abs(x - y), sum: x + y }];
  });
  if (both.length === 0) return "No film was rated by both: what others rated connects them.";
  const [first] = [...both].sort((x, y) => x.apart - y.apart || y.sum - x.sum);
  if (both.length === 1)
    return `The one film that both have rated is ${first.film}, ${stars(first.apart)} apart.`;
  const near = both.filter(({ apart }) => apart <= 1).length;
  const which =
    near === 0
      ? "none is"
      : near === both.length
        ? "all are"
        : near === 1
          ? `${first.film} alone is`
          : `${near} are`;
  const such = near > 1 ? `, such as ${first.film}` : "";
  return `Of the ${both.length} films that both have rated, ${which} at most one star apart${such}.`;
}

const stars = (apart: number): string => (apart === 1 ? "1 star" : `${Number(apart.toFixed(1))} stars`);

const films = (count: number): string => (count === 1 ? "one film" : `${count} films`);

const ratedBy = ({ cells }: Class, row: number): number => cells[row].filter((cell) => cell !== null).length;
