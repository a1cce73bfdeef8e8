/** An address of the web; a full stop or bracket behind it belongs to the sentence. */
const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/;

/**
 * A sentence in pieces: those at odd places are addresses of the web, which are shown as links. Text and address are the
 * same, so that nobody follows a link to another place than the one that is read.
 */
export function addressesIn(sentence: string): string[] {
  return sentence.split(ADDRESS);
}
