/**
 * Task 0 puts the indices of users in the place of their ids, and task 1 those of items: in chunks from `first` up to
 * `end`, the first of which from `row` on. A chunk has its address, the rows it has room for, and those it has. Each side
 * has a table of the indices of all ids, plus 1, how many ids there are, and room for those that are new, which are
 * numbered as they come.
 */
export function indexIds(
  chunks: usize,
  first: u32,
  end: u32,
  row: u32,
  sides: usize,
  task: u32,
  _thread: i32,
): void {
  const side = sides + task * 12;
  const table = <usize>load<u32>(side);
  const found = <usize>load<u32>(side, 8);
  const before = load<u32>(side, 4);
  let count = before;
  for (let n = first; n < end; n++) {
    const chunk = chunks + n * 12;
    const column = <usize>load<u32>(chunk) + ((task * load<u32>(chunk, 4)) << 2);
    const last = column + (load<u32>(chunk, 8) << 2);
    for (let at = column + ((n == first ? <usize>row : 0) << 2); at < last; at += 4) {
      const id = load<u32>(at);
      const entry = table + (id << 2);
      let known = load<u32>(entry);
      if (!known) {
        store<u32>(found + ((count - before) << 2), id);
        known = ++count;
        store<u32>(entry, known);
      }
      store<u32>(at, known - 1);
    }
  }
  store<u32>(side, count, 4);
}
