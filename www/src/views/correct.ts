import { html, type TemplateResult } from "lit-html";
import type { Report, SkillReport } from "../engine/types.ts";
import type { Intents } from "../intents.ts";

const value = (form: HTMLFormElement, name: string): string => ((form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? "").trim();

/** Names offered for merging, the most prominent first; any other can be typed. */
const OFFERED = 400;

/** What a person can put right about a skill. */
export function correct(skill: SkillReport, report: Report, intents: Intents): TemplateResult {
  const others = report.skills.filter((other) => other.id !== skill.id);
  const rename = (event: SubmitEvent): void => {
    event.preventDefault();
    const name = value(event.target as HTMLFormElement, "name");
    if (name && name !== skill.name) intents.edit({ kind: "rename", skill: skill.id, name }, `“${skill.name}” is now called “${name}”`);
  };
  const merge = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const input = form.elements.namedItem("into") as HTMLInputElement;
    const wanted = input.value.trim().toLowerCase();
    const into = others.find((other) => other.name.toLowerCase() === wanted);
    input.setCustomValidity(into ? "" : "Choose one of the skills in the list.");
    if (into) intents.edit({ kind: "merge", skill: skill.id, into: into.id }, `“${skill.name}” is merged into “${into.name}”`);
    else input.reportValidity();
  };
  return html`<details class="part correct">
    <summary>Correct this</summary>
    <div class="correct-parts">
      <button type="button" data-edit="reject" @click=${() => intents.edit({ kind: "reject-skill", skill: skill.id }, `“${skill.name}” is not a skill`)}>This is not a skill</button>
      <form @submit=${rename}>
        <label class="field"><span>Call it</span><input name="name" autocomplete="off" .value=${skill.name} /></label>
        <button type="submit">Rename</button>
      </form>
      <form @submit=${merge} novalidate>
        <label class="field">
          <span>It is the same as</span>
          <input name="into" list="skill-names" autocomplete="off" placeholder="Type a skill" @input=${(e: Event) => (e.target as HTMLInputElement).setCustomValidity("")} />
        </label>
        <datalist id="skill-names">${others.slice(0, OFFERED).map((other) => html`<option value=${other.name}></option>`)}</datalist>
        <button type="submit">Merge</button>
      </form>
    </div>
  </details>`;
}
