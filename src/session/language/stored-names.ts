/** How a cell reaches the variables that are not its own alone: those in the store, and the exports of modules. */
import ts from "typescript";
import { runtimeNames } from "./runtime-names";
import { callExpression, constantView, declareConstants, propertyOf } from "./syntax";
import { boxName, boxProperty, constantName, sourceName } from "./variable-names";

const { factory } = ts;

/** Where the value of a name is. */
export type Home =
  /**
   * In the box that the cell binds to the name itself where the `let` stands. Until then, V8 refuses the name as it
   * refuses every `let`, in closures as well, and code that comes later pays nothing for it.
   */
  | { kind: "declared" }
  /** In a box that is there from the beginning: a `var`, or a name of an earlier cell. */
  | { kind: "box"; constant: boolean }
  /** With the module, which may change what it exports. */
  | { kind: "import"; name: string };

export class StoredNames {
  private readonly homes = new Map<ts.Node, Home>();
  private readonly names = new Set<string>();
  /** The names whose boxes the cell uses. */
  private readonly boxes = new Set<string>();
  /** The constants to which the cell assigns, each with its value. */
  private readonly constants = new Map<string, ts.Expression>();

  /**
   * @param written The identifiers that the cell assigns to.
   * @param keepsNames Whether names stay as they are, because the text of an `eval` has to find them.
   */
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly written: ReadonlySet<ts.Node>,
    private readonly keepsNames: boolean,
  ) {}

  add(declaration: ts.Node, name: string, home: Home): void {
    this.homes.set(declaration, home);
    this.names.add(name);
  }

  has(declaration: ts.Node): boolean {
    return this.homes.has(declaration);
  }

  /** The home of the name that an identifier refers to; undefined for one that is the cell's own. */
  homeOf(node: ts.Identifier): Home | undefined {
    return this.names.has(node.text) ? this.homeOfSymbol(this.checker.getSymbolAtLocation(node)) : undefined;
  }

  homeOfShorthand(node: ts.ShorthandPropertyAssignment): Home | undefined {
    if (!this.names.has(node.name.text)) return undefined;
    return this.homeOfSymbol(this.checker.getShorthandAssignmentValueSymbol(node));
  }

  /** The expression that reads or writes a name. */
  access(node: ts.Identifier, home: Home): ts.Expression {
    if (this.keepsNames) return node;
    const isRefused = home.kind === "import" || (home.kind === "box" && home.constant);
    if (!isRefused || !this.written.has(node)) return ts.setTextRange(this.value(node.text, home), node);
    this.constants.set(node.text, this.value(node.text, home));
    return ts.setTextRange(propertyOf(constantName(node.text), boxProperty), node);
  }

  /** The expression that gives a name its value where it is declared. */
  accessDeclared(node: ts.Identifier, declaration: ts.Node): ts.Expression {
    const home = this.homes.get(declaration);
    return home === undefined ? node : this.access(node, home);
  }

  /** `const __box_a = __box("a"), …`: each box is looked up once, so that a variable is as fast as a property. */
  head(): ts.Statement[] {
    const boxes = [...this.boxes].map((name): [string, ts.Expression] => [
      boxName(name),
      callExpression(runtimeNames.box, [factory.createStringLiteral(name)]),
    ]);
    const constants = [...this.constants].map(([name, value]): [string, ts.Expression] => [
      constantName(name),
      constantView(boxProperty, value),
    ]);
    return declareConstants([...boxes, ...constants]);
  }

  private value(name: string, home: Home): ts.Expression {
    if (home.kind === "import") return propertyOf(sourceName(name), home.name);
    if (home.kind === "declared") return propertyOf(name, boxProperty);
    this.boxes.add(name);
    return propertyOf(boxName(name), boxProperty);
  }

  private homeOfSymbol(symbol: ts.Symbol | undefined): Home | undefined {
    for (const declaration of symbol?.declarations ?? []) {
      const home = this.homes.get(declaration);
      if (home !== undefined) return home;
    }
    return undefined;
  }
}
