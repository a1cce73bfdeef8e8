/** A thread has ended before its work had; what it worked on is half done. */
export class LostThread extends Error {}
