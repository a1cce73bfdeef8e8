import { ESLintUtils } from "@typescript-eslint/utils";

/**
 * A list that is spread into a call's arguments goes onto the stack, which a hundred thousand values overflow. Allowed is
 * what is provably short: a tuple, whose type fixes its length, and a function's own rest parameter, whose values have
 * come as arguments. With the option "calls", what is passed to `apply` is let through: the kernel passes a person's
 * arguments on, which were arguments before.
 */
export const noSpreadArguments = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: "problem",
    schema: [{ type: "string", enum: ["calls"] }],
    messages: {
      spread: "Long lists overflow the stack as arguments: use a loop, `smallest`, `largest`, or `append`.",
      apply: "Long lists overflow the stack as arguments: call the function itself.",
    },
  },
  defaultOptions: [],
  create(context) {
    const services = ESLintUtils.getParserServices(context);
    const checker = services.program.getTypeChecker();
    const passesCalls = context.options.length > 0;
    return {
      ":matches(CallExpression, NewExpression) > SpreadElement"(
        /** @type {import("@typescript-eslint/utils").TSESTree.SpreadElement} */ node,
      ) {
        const { argument } = node;
        if (isOwnRest(context.sourceCode.getScope(node), argument)) return;
        if (isShortTuple(checker, services.getTypeAtLocation(argument))) return;
        context.report({ node, messageId: "spread" });
      },
      // What is applied to written-out arguments has as many as are written.
      "CallExpression[callee.property.name='apply']"(
        /** @type {import("@typescript-eslint/utils").TSESTree.CallExpression} */ node,
      ) {
        if (passesCalls) return;
        const last = node.arguments.at(-1);
        const written =
          last === undefined ||
          last.type === "ArrayExpression" ||
          isOwnRest(context.sourceCode.getScope(node), last);
        if (!written) context.report({ node, messageId: "apply" });
      },
    };
  },
});

/**
 * Whether a type fixes the length of its lists.
 * @param {import("typescript").TypeChecker} checker
 * @param {import("typescript").Type} type
 */
function isShortTuple(checker, type) {
  if (!checker.isTupleType(type)) return false;
  const { target } = /** @type {import("typescript").TupleTypeReference} */ (type);
  return !target.hasRestElement;
}

/**
 * Whether an expression is a rest parameter, be it of an outer function.
 * @param {import("@typescript-eslint/utils").TSESLint.Scope.Scope} scope
 * @param {import("@typescript-eslint/utils").TSESTree.Node} expression
 */
function isOwnRest(scope, expression) {
  if (expression.type !== "Identifier") return false;
  /** @type {typeof scope | null} */
  let at = scope;
  while (at !== null) {
    const variable = at.set.get(expression.name);
    if (variable)
      return variable.defs.some(
        ({ type, name }) => type === "Parameter" && name.parent.type === "RestElement",
      );
    at = at.upper;
  }
  return false;
}
