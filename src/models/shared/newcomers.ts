import { someNames } from "./unknown";

/** What a list says of somebody of whom nothing is known. */
export function newcomerNote(name: string): string {
  return `Nothing is known of ${name}: this is the model's baseline, the same list for every newcomer.`;
}

/** What lists say of those of whom nothing is known; nothing where there are none. */
export function newcomersNote(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const whose = names.length === 1 ? "the list is" : "their lists are";
  return [`Nothing is known of ${someNames(names)}: ${whose} the model's baseline.`];
}

/** What predictions say of pairs in which something is unknown; nothing where there are none. */
export function baselinesNote(count: number, of: number): string[] {
  if (count === 0) return [];
  const predictions = of === 1 ? "prediction" : "predictions";
  const are = count === 1 ? "is" : "are";
  return [
    `${count} of ${of} ${predictions} ${are} the model's baseline: nothing is known of the user or the item.`,
  ];
}
