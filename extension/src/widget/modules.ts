/** Fetches the source of a module that did not come with the widget. */
export type Receive = (name: string) => Promise<string>;

/** The names by which the bundler's modules import each other, at once and later. */
const IMPORTED = /\b(?:from|import)"\.\/([\w-]+\.js)"/g;
const IMPORTED_LATER = /\bimport\("\.\/([\w-]+\.js)"\)/g;

/**
 * Modules that have no addresses until they are needed: each becomes a `blob:` of its own, with the addresses of those
 * that it imports in place of their names.
 */
export class Modules {
  private readonly addresses = new Map<string, Promise<string>>();

  /**
   * @param here an expression that gives this object anywhere on the page.
   * @param sources the modules that are there from the start, by name.
   * @param receive gives the others.
   */
  constructor(
    private readonly here: string,
    private readonly sources: Readonly<Record<string, string>>,
    private readonly receive: Receive,
  ) {}

  async load(name: string): Promise<unknown> {
    return import(/* @vite-ignore */ await this.address(name));
  }

  /** Kept for as long as the page: workers are started from it. A module that did not come is asked for again. */
  address(name: string): Promise<string> {
    const known = this.addresses.get(name);
    if (known) return known;
    const made = this.make(name);
    this.addresses.set(name, made);
    made.catch(() => this.addresses.delete(name));
    return made;
  }

  private async make(name: string): Promise<string> {
    const source = this.sources[name] ?? (await this.receive(name));
    const names = [...source.matchAll(IMPORTED)].map(([, imported]) => imported);
    const addresses = await Promise.all(names.map((imported) => this.address(imported)));
    let next = 0;
    const linked = source
      .replace(IMPORTED, (text) => text.replace(/"[^"]+"/, () => JSON.stringify(addresses[next++])))
      .replace(IMPORTED_LATER, (_, imported) => `${this.here}.load(${JSON.stringify(imported)})`);
    return URL.createObjectURL(new Blob([linked], { type: "text/javascript" }));
  }
}
