import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { counted } from "../format.ts";
import type { Intents } from "../intents.ts";
import type { State } from "../state.ts";

/** A person's own list of skills: chosen, told about, put in the place of the lexicon, kept for the next visit, taken away. */
export function ownListView({ ownList, listKept }: State, intents: Intents): TemplateResult {
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
      RDF/XML, Turtle or JSON-LD. It stays on this device, and in this page until you close it, unless you have it kept. Your documents are read again with it.
    </p>
    <div class="setting-control">
      <input id="own-list" type="file" accept=".csv,.tsv,.txt,.rdf,.xml,.ttl,.nt,.jsonld,.json" aria-describedby="about-own-list" @change=${(e: Event) => choose(e.target as HTMLInputElement)} />
    </div>
    ${ownList
      ? html`<p class="own-list-words">
            <strong>${ownList.name}</strong>: ${used ? `${counted(ownList.outcome.skills, "skill")}, said in ${counted(ownList.outcome.forms, "way")}.` : "no skills."}
            ${used && !ownList.only ? "Where it names what the lexicon names too, your name counts." : nothing}
          </p>
          ${ownList.outcome.problems.length > 0 ? html`<ul class="own-list-problems">${ownList.outcome.problems.map((p) => html`<li>${p.what} ${p.remedy}</li>`)}</ul>` : nothing}
          ${used
            ? html`<label class="check"><input type="checkbox" .checked=${ownList.only} @change=${(e: Event) => intents.ownList(used, (e.target as HTMLInputElement).checked)} /> Use it instead of the built-in lexicon</label>
                <label class="check"><input type="checkbox" aria-describedby="about-kept" .checked=${live(listKept)} @change=${(e: Event) => intents.keepList((e.target as HTMLInputElement).checked)} /> Keep this list on this device</label>
                <p class="quiet" id="about-kept">The browser then stores it here, and the next visit begins with it. It is the only thing that is ever stored; your documents never are.</p>`
            : nothing}
          <p><button type="button" class="small" @click=${() => intents.ownList(null, false)}>${listKept ? "Forget it" : "Take the list away"}</button></p>`
      : nothing}
  </div>`;
}
