/** `factorlab recommend`: from a file of ratings to what somebody may like. */
import { RankedList } from "../../../index";
import type { Id, Ranked, Ratings, Recommender, TopLists } from "../../../index";
import { requireOutput } from "../output-file";
import type { ProgressLine } from "../progress-line";
import { harmless, type Terminal } from "../terminal";
import { makerOf, usualModel } from "./models";
import { ratingsOf } from "./read";
import type { RecommendRequest } from "./request";
import type { Input } from "./standard-input";

/**
 * Reads, trains, and writes a list for each user.
 * @throws FactorlabError for what cannot be read, trained on or found.
 */
export async function recommend(
  request: RecommendRequest,
  input: Input,
  terminal: Terminal,
  progress: ProgressLine,
): Promise<void> {
  // A wrong name is told before a long file is read.
  if (request.model !== undefined) makerOf(request.model, request.settings, "recommend");
  if (request.output !== undefined) requireOutput(request.output, "recommend");
  const ratings = await ratingsOf(request.file, input, request, progress);
  const users = request.users ?? Array.from(ratings.userIds);
  for (const user of users) ratings.userIds.indexOf(user, "--for");
  const model = trained(ratings, request, progress);
  if (request.output !== undefined) {
    await save(model.recommendAll({ users, count: request.count }), request.output, progress);
    return;
  }
  const listOf = listsOf(model, users, request, progress);
  for (const [place, user] of users.entries()) {
    const list = listOf(user);
    const id = ratings.userIds.at(ratings.userIds.indexOf(user));
    const between = place > 0 && !request.json ? "\n" : "";
    const text = request.json ? json(id, model, list) : texts(list);
    if (!(await terminal.pass(`${between}${text}\n`))) return;
  }
}

function trained(
  ratings: Ratings,
  { model, settings }: RecommendRequest,
  progress: ProgressLine,
): Recommender {
  const { name, make } = makerOf(model ?? usualModel(ratings), settings, "recommend");
  const made = make();
  progress.begin(`Training ${name}`);
  for (const { epoch, epochs } of made.trainingEvents(ratings))
    progress.update(`epoch ${epoch} of ${epochs}`);
  progress.end(
    `Trained ${name}: ${made.epoch} ${made.epoch === 1 ? "epoch" : "epochs"}, seed ${settings.seed}`,
  );
  return made;
}

async function save(lists: TopLists, path: string, progress: ProgressLine): Promise<void> {
  progress.begin(`Writing ${path}`);
  await lists.save(path);
  progress.end(`Wrote ${path}`);
}

/** The list of each user; of many at once where no reasons are wanted, which is faster. */
function listsOf(
  model: Recommender,
  users: readonly Id[],
  { count, reasons }: RecommendRequest,
  progress: ProgressLine,
): (user: Id) => RankedList {
  const one = (user: Id): RankedList => model.recommend(user, { count, reasons });
  if (reasons || users.length === 1) return one;
  progress.begin(`Recommending to ${users.length} users`);
  const lists = model.recommendAll({ users, count });
  progress.end();
  return (user) => lists.of(user) ?? one(user);
}

function json(user: Id, { name }: Recommender, { measure, entries, notes }: RankedList): string {
  const more = notes.length > 0 ? { notes } : {};
  return JSON.stringify({ user, model: name, measure, items: entries, ...more });
}

/** The list as lines; titles come from a file, and must neither break a line nor give the terminal orders. */
function texts({ title, measure, entries, notes }: RankedList): string {
  const plain = <Named extends { title: string }>(named: Named): Named => ({
    ...named,
    title: harmless(named.title),
  });
  const harmlessEntries = entries.map((entry): Ranked => {
    const { because } = entry;
    return { ...plain(entry), ...(because && { because: because.map(plain) }) };
  });
  return String(new RankedList(harmless(title), measure, harmlessEntries, { notes: notes.map(harmless) }));
}
