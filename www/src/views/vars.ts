import { noChange } from "lit-html";
import { directive, Directive, PartType, type ElementPart, type PartInfo } from "lit-html/directive.js";

/** Sets custom properties through the CSSOM: the policy of the page forbids style attributes. */
class Vars extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("vars belongs on an element");
  }

  override render(_vars: Readonly<Record<string, string>>): unknown {
    return noChange;
  }

  override update(part: ElementPart, [values]: [Readonly<Record<string, string>>]): unknown {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(values)) if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
    return noChange;
  }
}

export const vars = directive(Vars);
