import { html, nothing, type TemplateResult } from "lit-html";
import { counted } from "../format.ts";
import type { Intents } from "../intents.ts";
import type { State } from "../state.ts";

/** A person's own list of skills: chosen, told about, put in the place of the lexicon, taken away. */
export function ownListView({ ownList }: State, intents: Intents): TemplateResult {
  const choose = (input: HTMLInputElement): void => {
    const file = input.files?.[0];
    input.value = "";
    if (file) intents.ownList(file, ownList?.only ?? false);
  };
  const used = ownList?.file ?? null;
  return html`<div class="setting own-list">
    <label for="own-list">Your own list of skills</label>
    <p class="quiet" id="about-own-list">
      A table (CSV) with a column of names, one of variants with ; or | between them, and one of definitions; ESCO’s skills_en.csv as published; or SKOS as
      RDF/XML. It stays on this device, in this page, until you close it. Your documents are read again with it.
    </p>
    <div class="setting-control">
      <input id="own-list" type="file" accept=".csv,.tsv,.txt,.rdf,.xml" aria-describedby="about-own-list" @change=${(e: Event) => choose(e.target as HTMLInputElement)} />
    </div>
    ${ownList
      ? html`<p class="own-list-words">
            <strong>${ownList.name}</strong>: ${used ? `${counted(ownList.outcome.skills, "skill")}, said in ${counted(ownList.outcome.forms, "way")}.` : "no skills."}
            ${used && !ownList.only ? "Where it names what the lexicon names too, your name counts." : nothing}
          </p>
          ${ownList.outcome.problems.length > 0 ? html`<ul class="own-list-problems">${ownList.outcome.problems.map((p) => html`<li>${p.what} ${p.remedy}</li>`)}</ul>` : nothing}
          ${used
            ? html`<label class="check"><input type="checkbox" .checked=${ownList.only} @change=${(e: Event) => intents.ownList(used, (e.target as HTMLInputElement).checked)} /> Use it instead of the built-in lexicon</label>`
            : nothing}
          <p><button type="button" class="small" @click=${() => intents.ownList(null, false)}>Take the list away</button></p>`
      : nothing}
  </div>`;
}
