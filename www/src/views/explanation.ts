import { html, nothing, type TemplateResult } from "lit-html";
import type { Explanation } from "../engine/types.ts";
import { number } from "../format.ts";

const line = ({ label, value, note }: Explanation): TemplateResult =>
  html`<span class="why-label">${label}</span>${value == null ? nothing : html` <span class="why-value">${number(value)}</span>`}${note ? html` <span class="quiet">${note}</span>` : nothing}`;

/** Every number of a rank and the numbers it was made from, as nested disclosures. */
export function explanationTree(node: Explanation, open = true): TemplateResult {
  if (node.parts.length === 0) return html`<p class="why-leaf">${line(node)}</p>`;
  return html`<details class="why" ?open=${open}>
    <summary>${line(node)}</summary>
    <div class="why-parts">${node.parts.map((part) => explanationTree(part, false))}</div>
  </details>`;
}
