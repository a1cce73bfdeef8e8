import ts from "typescript";
import { withName } from "./syntax";

const { factory } = ts;

type Visit = (node: ts.Expression) => ts.Expression;

/**
 * A declared pattern as the target of an assignment: `{ a, b: [c = 1] }` becomes `{ a: s.a, b: [s.c = 1] }`.
 * @param access Gives the expression that holds a name's value.
 * @param visit Transforms default values and computed keys.
 */
export function bindingTarget(
  name: ts.BindingName,
  access: (name: ts.Identifier) => ts.Expression,
  visit: Visit,
): ts.Expression {
  if (ts.isIdentifier(name)) return access(name);
  const targetOf = ({ name: inner, initializer }: ts.BindingElement): ts.Expression => {
    const target = bindingTarget(inner, access, visit);
    if (initializer === undefined) return target;
    const value = visit(initializer);
    return factory.createAssignment(target, ts.isIdentifier(inner) ? withName(inner.text, value) : value);
  };
  if (ts.isArrayBindingPattern(name)) {
    return factory.createArrayLiteralExpression(
      name.elements.map((element) => {
        if (ts.isOmittedExpression(element)) return element;
        const target = targetOf(element);
        return element.dotDotDotToken === undefined ? target : factory.createSpreadElement(target);
      }),
    );
  }
  return factory.createObjectLiteralExpression(
    name.elements.map((element) => {
      if (element.dotDotDotToken !== undefined) return factory.createSpreadAssignment(targetOf(element));
      return factory.createPropertyAssignment(keyOf(element, visit), targetOf(element));
    }),
  );
}

function keyOf({ propertyName, name }: ts.BindingElement, visit: Visit): ts.PropertyName {
  const key = propertyName ?? (name as ts.Identifier);
  if (ts.isComputedPropertyName(key)) return factory.createComputedPropertyName(visit(key.expression));
  return ts.isIdentifier(key) ? factory.createIdentifier(key.text) : key;
}
