/** The variables of all cells: one box for each name, whichever cell declares it. */

import { boxProperty } from "./variable-names";

/** Holds a value; where `reader` is set, the value is what it returns. */
export class Box {
  reader: (() => unknown) | undefined = undefined;
  isConstant: boolean = false;
  // The last property: V8 then takes it away and adds it again without making the object slow.
  [boxProperty]: unknown = undefined;
}

/** One function for all boxes, so that V8 treats them alike. */
const reading: PropertyDescriptor & ThisType<Box> = {
  get() {
    return this.reader?.();
  },
  configurable: true,
  enumerable: true,
};

export class VariableStore {
  private readonly boxes = new Map<string, Box>();
  /** The names that have, or had, a value. */
  private readonly defined = new Set<string>();

  /** The one box of a name: functions of earlier cells see its current value. */
  box(name: string): Box {
    let box = this.boxes.get(name);
    if (box === undefined) this.boxes.set(name, (box = new Box()));
    return box;
  }

  define(name: string, value: unknown, isConstant: boolean): Box {
    const box = this.box(name);
    if (box.reader !== undefined) {
      box.reader = undefined;
      Reflect.deleteProperty(box, boxProperty);
    }
    box[boxProperty] = value;
    return this.declare(name, box, isConstant);
  }

  /** Has a name's value read at every use, as that of an import. */
  read(name: string, reader: () => unknown): Box {
    const box = this.box(name);
    box.reader = reader;
    Reflect.deleteProperty(box, boxProperty);
    Object.defineProperty(box, boxProperty, reading);
    return this.declare(name, box, true);
  }

  has(name: string): boolean {
    return this.defined.has(name);
  }

  private declare(name: string, box: Box, isConstant: boolean): Box {
    this.defined.add(name);
    box.isConstant = isConstant;
    return box;
  }
}
