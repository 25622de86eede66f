import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { SkillReport } from "../engine/types.ts";
import { alone, count, ordinal, rate, share } from "../format.ts";
import type { Intents } from "../intents.ts";
import type { SortKey, State } from "../state.ts";

const COLUMNS: readonly [SortKey, string, boolean][] = [
  ["rank", "Rank", true],
  ["name", "Skill", false],
  ["prominence", "Prominence", true],
  ["low", "Interval", true],
  ["likely", "Likely ranks", true],
  ["documents", "Documents", true],
  ["mentions", "Mentions", true],
  ["per10k", "Per 10,000 words", true],
  ["dispersion", "Dispersion (DP)", true],
  ["origin", "Origin", false],
];

/** Rows added at a time. */
const ROWS = 200;

const between = (low: number | null, high: number | null): string => (low == null || high == null ? "–" : `${share(low)} to ${share(high)}`);
const likely = ({ rankBest: best, rankWorst: worst }: SkillReport): string =>
  best == null || worst == null ? "–" : best === worst ? ordinal(best) : `${ordinal(best)} to ${ordinal(worst)}`;

function heading([key, words, numeric]: (typeof COLUMNS)[number], { ranking: { sort } }: State, intents: Intents): TemplateResult {
  const mine = sort.key === key;
  // The first press puts what people look for on top: best ranks, A to Z, largest numbers.
  const natural = key !== "rank" && key !== "name" && key !== "likely" && key !== "origin" && key !== "dispersion";
  const down = mine ? !sort.down : natural;
  // Beside figures the arrow stands before the words, so that both end in one line.
  const arrow = mine ? html`<span class="sort" aria-hidden="true">${sort.down ? "↓" : "↑"}</span>` : nothing;
  return html`<th scope="col" ?data-number=${numeric} aria-sort=${mine ? (sort.down ? "descending" : "ascending") : "none"}>
    <button type="button" @click=${() => intents.dispatch({ do: "ranking", ranking: { sort: { key, down } } })}>
      ${numeric ? arrow : nothing}${words}${numeric ? nothing : arrow}
    </button>
  </th>`;
}

/** The ranking as a table: the same numbers as the pictures, in full. */
export function rankingTable(all: readonly SkillReport[], state: State, intents: Intents): TemplateResult {
  const most = Math.max(ROWS, state.ranking.shown);
  const skills = all.slice(0, most);
  const left = all.length - skills.length;
  return html`<div class="scroller" role="region" aria-label="Table of skills" tabindex="0">
    <table>
      <caption class="unseen">All ranked skills. The heading of each column sorts by it.</caption>
      <thead>
        <tr>${COLUMNS.map((column) => heading(column, state, intents))}</tr>
      </thead>
      <tbody>
        ${repeat(
          skills,
          (skill) => skill.id,
          (skill) => html`<tr ?data-out=${skill.standsOut}>
            <td data-number>${skill.rank}${skill.tied > 1 ? " =" : ""}</td>
            <th scope="row"><button type="button" class="plain" data-skill=${skill.id} @click=${() => intents.openSkill(skill.id)}>${alone(skill.name)}</button></th>
            <td data-number>${share(skill.prominence)}</td>
            <td data-number>${between(skill.low, skill.high)}</td>
            <td data-number>${likely(skill)}</td>
            <td data-number>${count(skill.documentFrequency)}</td>
            <td data-number>${count(skill.mentions)}</td>
            <td data-number>${rate(skill.per10k)}</td>
            <td data-number>${skill.dispersion == null ? "–" : share(skill.dispersion)}</td>
            <td>${skill.origin === "discovered" ? "Found here" : (skill.field ?? "Lexicon")}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>
  ${left > 0
    ? html`<button type="button" class="more" @click=${() => intents.dispatch({ do: "ranking", ranking: { shown: most + ROWS } })}>
        Show ${count(Math.min(ROWS, left))} more of ${count(left)}
      </button>`
    : nothing}`;
}
