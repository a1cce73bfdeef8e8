import { ESLintUtils } from "@typescript-eslint/utils";

/**
 * A list that is spread into a call's arguments goes onto the stack, which a hundred thousand values overflow. Allowed is
 * what is provably short: a tuple, whose type fixes its length, and a function's own rest parameter, whose values have
 * come as arguments.
 */
export const noSpreadArguments = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: "problem",
    schema: [],
    messages: {
      spread: "Long lists overflow the stack as arguments: use a loop, `smallest`, `largest`, or `append`.",
      apply: "Long lists overflow the stack as arguments: call the function itself.",
    },
  },
  defaultOptions: [],
  create(context) {
    const services = ESLintUtils.getParserServices(context);
    const checker = services.program.getTypeChecker();
    return {
      ":matches(CallExpression, NewExpression) > SpreadElement"(node) {
        const { argument } = node;
        if (isOwnRest(context.sourceCode.getScope(node), argument)) return;
        const type = services.getTypeAtLocation(argument);
        if (checker.isTupleType(type) && !type.target.hasRestElement) return;
        context.report({ node, messageId: "spread" });
      },
      // What is applied to written-out arguments has as many as are written.
      "CallExpression[callee.property.name='apply']"(node) {
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

/** Whether an expression is a rest parameter, be it of an outer function. */
function isOwnRest(scope, expression) {
  if (expression.type !== "Identifier") return false;
  for (let at = scope; at !== null; at = at.upper) {
    const variable = at.set.get(expression.name);
    if (variable)
      return variable.defs.some(
        ({ type, name }) => type === "Parameter" && name.parent.type === "RestElement",
      );
  }
  return false;
}
