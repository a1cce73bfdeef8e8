/** What a session has declared before a draft: a name of every kind, each in a piece of its own. */
export const declarations: readonly string[] = [
  'import { basename, join as joinPath } from "node:path";',
  'import * as system from "node:os";',
  `const rows = [{ user: "ann", stars: 5, tags: ["a"] }];`,
  "let total = 5;",
  'var text = "hello";',
  "class Point { x = 0; y = 0; static origin: Point; move(by: number): Point { return this } }",
  `/** Halves a value. */
   function halve(value: number, options: { digits?: number; mode?: "up" | "down" } = {}): number {
     return value / 2;
   }`,
  "enum Colour { Red, Green }",
  'type Mode = "fast" | "slow";',
  "interface Settings { depth: number; mode: Mode; nested: { inner: { core: string } } }",
  'const settings = { depth: 1, mode: "fast", nested: { inner: { core: "c" } } } as Settings;',
  "const table = new Map<string, Point>();",
  "async function load(name: string): Promise<Settings[]> { return [] }",
  "namespace Geometry { export const sides = 4; export interface Shape { corners: number } }",
  "const größe = { länge: 1, breite: 2 };",
  "const tagged = (parts: TemplateStringsArray, ...values: unknown[]) => ({ html: String(values) });",
  "function sealed(value: Function, context: ClassDecoratorContext): void {}",
  "const callbacks = { onReady: (done: { code: number }) => done.code };",
];
