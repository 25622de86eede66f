import { html, nothing, type TemplateResult } from "lit-html";
import type { Report } from "../engine/types.ts";
import { alone, counted } from "../format.ts";
import type { ExportFormat } from "../engine/api.ts";
import type { Intents } from "../intents.ts";
import type { State } from "../state.ts";

/** Phrases that were weighed and not believed: one tap brings each back. */
export function nearlyView(report: Report, intents: Intents): TemplateResult {
  return html`<section aria-label="Nearly a skill">
    <h1 class="view-title" tabindex="-1">Nearly a skill</h1>
    <p class="lead">Phrases that were weighed and not believed, the nearest first: by belief, and by how often they stand. Bring back what belongs in the ranking.</p>
    ${report.nearly.length === 0 ? html`<p class="empty">Nothing was turned away.</p>` : nothing}
    <ul class="nearly">
      ${report.nearly.map(
        (phrase) => html`<li>
          <div>
            <h2>${alone(phrase.name)}</h2>
            <p class="quiet">${phrase.why}</p>
          </div>
          <span class="number">${counted(phrase.mentions, "mention")} in ${counted(phrase.documentFrequency, "document")}</span>
          <button type="button" aria-label=${`Bring back ${phrase.name}`} @click=${() => intents.edit({ kind: "accept", skill: phrase.id }, `“${phrase.name}” is a skill after all`)}>Bring back</button>
        </li>`,
      )}
    </ul>
  </section>`;
}

const FORMATS: readonly [ExportFormat, string, string][] = [
  ["markdown", "Markdown", "A report to read: the ranking, the themes, the documents, the method and the settings."],
  ["csv", "CSV", "A table for a spreadsheet, one skill a row. Formulas hidden in names are made harmless."],
  ["json", "JSON", "Everything, for programs."],
];

export function exportView(state: State, intents: Intents): TemplateResult {
  return html`<section aria-label="Export">
    <h1 class="view-title" tabindex="-1">Take it with you</h1>
    <p class="lead">Each file carries the method, the settings, your corrections, the versions and the seed, so that anyone can make it again.</p>
    <ul class="exports">
      ${FORMATS.map(
        ([format, name, words]) => html`<li>
          <div><h2>${name}</h2><p class="quiet">${words}</p></div>
          <button type="button" data-export=${format} ?disabled=${state.quick} @click=${() => intents.download(format)}>Download ${name}</button>
          <button type="button" class="plain" ?disabled=${state.quick} @click=${() => intents.copy(format)}>Copy ${name}</button>
        </li>`,
      )}
      <li>
        <div><h2>Paper</h2><p class="quiet">The ranking as it stands, set for print.</p></div>
        <button type="button" @click=${intents.print}>Print</button>
      </li>
    </ul>
    ${state.report
      ? html`<details class="part method">
          <summary>Method and versions</summary>
          ${state.report.made.method.map((sentence) => html`<p>${sentence}</p>`)}
          <p class="quiet">Engine ${state.report.made.engine}; lexicon ${state.report.made.lexicon}; model ${state.report.made.model}; seed ${state.report.made.seed}.</p>
        </details>`
      : nothing}
  </section>`;
}
