import { html, nothing, type TemplateResult } from "lit-html";
import { counted } from "../format.ts";
import type { Intents } from "../intents.ts";
import type { State } from "../state.ts";

/** What the reader has corrected, with a way back. */
export function editsView({ edits, undone, said }: State, intents: Intents): TemplateResult | typeof nothing {
  if (edits.length === 0 && undone.length === 0) return nothing;
  const last = edits.at(-1);
  return html`<div class="edits">
    <div class="edits-line">
      <p>${last ? (said.get(last) ?? "") : "No corrections in force."}</p>
      <button type="button" class="small" id="undo" ?disabled=${edits.length === 0} @click=${intents.undo}>Undo</button>
      <button type="button" class="small" ?disabled=${undone.length === 0} @click=${intents.redo}>Redo</button>
    </div>
    ${edits.length > 1
      ? html`<details>
          <summary>Your ${counted(edits.length, "correction")}</summary>
          <ol>
            ${edits.map((edit) => html`<li>${said.get(edit) ?? edit.kind}</li>`)}
          </ol>
        </details>`
      : nothing}
  </div>`;
}
