import { ESLintUtils } from "@typescript-eslint/utils";

/** What every engine computes alike: constants, and functions whose result the language fixes to the last bit. */
const EXACT = new Set([
  ...["E", "LN2", "LN10", "LOG2E", "LOG10E", "PI", "SQRT1_2", "SQRT2"],
  ...["abs", "ceil", "clz32", "floor", "fround", "imul", "max", "min", "round", "sign", "sqrt", "trunc"],
]);

/**
 * The engine's `exp`, `log`, `pow`, `**` and their like: the language leaves their last digits to the engine, so that a
 * training with them would end elsewhere in Chromium than in Node. Allowed is `**` between numbers that are written out,
 * such as 2 ** 31.
 */
export const noEngineMathematics = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: "problem",
    schema: [],
    messages: {
      member:
        "Engines differ in the last digits of Math.{{name}}: take its like from src/kernels/math.ts, which gives the same bytes everywhere.",
      power:
        "Engines differ in the last digits of **: write x * x, or take square and powerOfTwo from src/numerics/powers.ts or pow from src/kernels/math.ts.",
      whole:
        "Name what is taken from Math (Math.sqrt), so that it can be seen to be the same in every engine.",
    },
  },
  defaultOptions: [],
  create(context) {
    /** @param {import("@typescript-eslint/utils").TSESTree.Node} node */
    const isNumber = (node) =>
      (node.type === "Literal" && typeof node.value !== "string") ||
      (node.type === "UnaryExpression" && node.argument.type === "Literal");
    return {
      "Identifier[name='Math']"(/** @type {import("@typescript-eslint/utils").TSESTree.Identifier} */ node) {
        const { parent } = node;
        // A field of that name is not the global.
        if (parent.type === "MemberExpression" && parent.property === node && !parent.computed) {
          if (parent.object.type !== "Identifier" || parent.object.name !== "globalThis") return;
          context.report({ node, messageId: "whole" });
          return;
        }
        const name = memberOf(node);
        if (name === null) context.report({ node, messageId: "whole" });
        else if (!EXACT.has(name)) context.report({ node: parent, messageId: "member", data: { name } });
      },
      "BinaryExpression[operator='**']"(
        /** @type {import("@typescript-eslint/utils").TSESTree.BinaryExpression} */ node,
      ) {
        if (!isNumber(node.left) || !isNumber(node.right)) context.report({ node, messageId: "power" });
      },
      "AssignmentExpression[operator='**=']"(
        /** @type {import("@typescript-eslint/utils").TSESTree.AssignmentExpression} */ node,
      ) {
        context.report({ node, messageId: "power" });
      },
    };
  },
});

/**
 * What is read of `Math` there; null where it cannot be seen.
 * @param {import("@typescript-eslint/utils").TSESTree.Identifier} node
 */
function memberOf({ parent }) {
  if (parent?.type !== "MemberExpression") return null;
  const { property, computed } = parent;
  if (!computed && property.type === "Identifier") return property.name;
  return property.type === "Literal" && typeof property.value === "string" ? property.value : null;
}
