/** A small table of ratings with a blank, and its names. */
export const data = [
  [5, 4, 1],
  [4, null, 1],
  [1, 1.5, 5],
  [2, 1, 4],
];
export const labels = { rows: ["Ada", "Ben", "Cleo", "Dina"], columns: ["Alien", "Brazil", "Casablanca"] };
