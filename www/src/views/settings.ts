import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Settings } from "../engine/types.ts";
import { number } from "../format.ts";
import type { Intents } from "../intents.ts";
import type { State } from "../state.ts";
import { ownListView } from "./own-list.ts";

type NumberKey = "seed" | "resamples" | "standOutFactor" | "leastBelief";
type SwitchKey = "discover" | "duplicatesOnce" | "passagesOnce" | "countEverything";

const NUMBERS: readonly { key: NumberKey; name: string; words: string; min: number; max: number; step: number; slide: boolean }[] = [
  { key: "leastBelief", name: "How sure a skill must look", words: "At the low end nearly every phrase that might be a skill is ranked; at the high end hardly any. What falls below is kept under “Nearly a skill”.", min: 0.05, max: 0.95, step: 0.05, slide: true },
  { key: "standOutFactor", name: "What it takes to stand out", words: "A skill stands out when its prominence is surely above this many times the average. At 1 half of the skills could; at 3 almost none can.", min: 1, max: 5, step: 0.1, slide: true },
  { key: "resamples", name: "Times the documents are drawn again", words: "More makes the ends of the intervals steadier and takes longer. 100 to 10,000; 0 leaves intervals and standing out away.", min: 0, max: 10_000, step: 1, slide: false },
  { key: "seed", name: "Seed", words: "Starts the drawing. Another seed moves the intervals by a hair; the same seed gives the same result to the last digit.", min: 0, max: 4_294_967_295, step: 1, slide: false },
];

const SWITCHES: readonly { key: SwitchKey; name: string; words: string }[] = [
  { key: "discover", name: "Find skills that no lexicon names", words: "Off: only skills of the built-in lexicon, and of your own list, are ranked." },
  { key: "duplicatesOnce", name: "Count copies once", words: "Off: documents with the same content, or nearly the same wording, count each time." },
  { key: "passagesOnce", name: "Count repeated passages once", words: "A passage of ten words or more that stands in many documents, such as a notice or what an employer says of itself, counts in the first of them only. Off: it counts in each. The documents view lists them." },
  { key: "countEverything", name: "Count everything", words: "On: reference lists, contents and navigation count too. They are always read." },
];

export function settingsView(state: State, intents: Intents): TemplateResult {
  const { settings, defaults } = state;
  if (!settings || !defaults) return html`<p class="quiet">The engine is not ready yet.</p>`;
  const put = (key: NumberKey, { value, min, max }: HTMLInputElement): void => {
    const x = Number(value);
    if (value !== "" && Number.isFinite(x)) intents.set({ [key]: Math.min(Number(max), Math.max(Number(min), x)) } as Partial<Settings>);
  };
  return html`<section class="settings" aria-label="Settings">
    <h1 class="view-title" tabindex="-1">Settings</h1>
    <p class="lead">Every change takes effect at once and is written into the exports.</p>
    ${NUMBERS.map(
      ({ key, name, words, min, max, step, slide }) => html`<div class="setting">
        <label for=${`set-${key}`}>${name}</label>
        <div class="setting-control">
          <input id=${`set-${key}`} aria-describedby=${`about-${key}`} type=${slide ? "range" : "number"} min=${min} max=${max} step=${step} .value=${live(String(settings[key]))} @change=${(e: Event) => put(key, e.target as HTMLInputElement)} />
          ${slide ? html`<output for=${`set-${key}`}>${number(settings[key])}</output>` : ""}
        </div>
        <p class="quiet" id=${`about-${key}`}>${words} Usually ${number(defaults[key])}.</p>
      </div>`,
    )}
    ${SWITCHES.map(
      ({ key, name, words }) => html`<div class="setting">
        <label class="check"><input type="checkbox" aria-describedby=${`about-${key}`} .checked=${live(settings[key])} @change=${(e: Event) => intents.set({ [key]: (e.target as HTMLInputElement).checked })} /> ${name}</label>
        <p class="quiet" id=${`about-${key}`}>${words}</p>
      </div>`,
    )}
    ${ownListView(state, intents)}
    <button type="button" @click=${intents.resetSettings}>Reset to the usual settings</button>
  </section>`;
}
