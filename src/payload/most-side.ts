/** More rows or columns than this cannot be told apart on a screen: larger matrices are averaged into blocks. */
export const MOST_SIDE = 300;
