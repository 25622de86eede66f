import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { layout } from "../charts/barcode.ts";
import { axis, scaleFor } from "../charts/interval.ts";
import type { Report, SkillReport } from "../engine/types.ts";
import { count, counted, number } from "../format.ts";
import type { Intents } from "../intents.ts";
import { fields, filtered, fullHeight, largest, sorted, threshold, tickOrder } from "../reading.ts";
import { FIRST_SHOWN, type State, type TickOrder } from "../state.ts";
import { editsView } from "./edits.ts";
import { ROOM, skillRow, type RowFrame } from "./row.ts";
import { rankingTable } from "./table.ts";
import { vars } from "./vars.ts";

const ORDERS: readonly [TickOrder, string][] = [
  ["canonical", "Ticks as counted"],
  ["name", "Ticks by title"],
  ["length", "Ticks by length"],
  ["dwelling", "Tallest tick first"],
];

function tools({ ranking }: State, report: Report, intents: Intents): TemplateResult {
  const set = (change: Partial<State["ranking"]>): void => intents.dispatch({ do: "ranking", ranking: change });
  return html`<div class="tools">
    <label class="field">
      <span>Find a skill</span>
      <input type="search" placeholder="Find a skill" autocomplete="off" spellcheck="false" .value=${ranking.filter} @input=${(e: Event) => set({ filter: (e.target as HTMLInputElement).value, shown: FIRST_SHOWN })} />
    </label>
    <label class="field">
      <span>Field</span>
      <select @change=${(e: Event) => set({ field: (e.target as HTMLSelectElement).value, shown: FIRST_SHOWN })}>
        <option value="" ?selected=${ranking.field === ""}>All fields</option>
        <option value="discovered" ?selected=${ranking.field === "discovered"}>Found here, in no lexicon</option>
        ${fields(report).map((field) => html`<option value=${field} ?selected=${ranking.field === field}>${field}</option>`)}
      </select>
    </label>
    ${ranking.form === "list"
      ? html`<label class="field">
          <span>Barcode</span>
          <select @change=${(e: Event) => set({ order: (e.target as HTMLSelectElement).value as TickOrder })}>
            ${ORDERS.map(([value, words]) => html`<option value=${value} ?selected=${ranking.order === value}>${words}</option>`)}
          </select>
        </label>`
      : nothing}
    <div class="switch" role="group" aria-label="Show the ranking as">
      <button type="button" aria-pressed=${ranking.form === "list"} @click=${() => set({ form: "list" })}>List</button>
      <button type="button" aria-pressed=${ranking.form === "table"} @click=${() => set({ form: "table" })}>Table</button>
    </div>
  </div>`;
}

function head(frame: RowFrame): TemplateResult {
  const n = frame.places.length;
  const ticks = layout(n, ROOM).ticks;
  return html`<div class="row-head">
    <span class="row-rank" aria-hidden="true"></span>
    <span class="row-name">Skill</span>
    <span class="row-barcode">${ticks < n ? `Each tick: mean of ${count(Math.ceil(n / ticks))} documents` : "One tick a document"}</span>
    <span class="row-interval">${axis(frame.scale, frame.threshold, `${number(frame.report.settings.standOutFactor)} × the average`)}</span>
    <span class="row-value">Prominence</span>
    <span class="row-in">Documents</span>
  </div>`;
}

const rows = (skills: readonly SkillReport[], frame: RowFrame, intents: Intents): TemplateResult =>
  html`<ol class="rows">
    ${repeat(skills, (skill) => skill.id, (skill) => skillRow(skill, frame, intents))}
  </ol>`;

function list(state: State, report: Report, found: readonly SkillReport[], intents: Intents): TemplateResult {
  const { ranking, panel } = state;
  const edge = threshold(report);
  const places = tickOrder(report, ranking.order);
  const set = layout(places.length, ROOM);
  const frame: RowFrame = {
    report,
    places,
    order: ranking.order,
    scale: scaleFor(largest(report)),
    threshold: edge,
    open: panel?.skill ?? "",
    full: fullHeight(report, places, set.ticks),
  };
  const above = edge === null ? [] : found.filter((skill) => skill.standsOut);
  const below = above.length === 0 ? found : found.filter((skill) => !skill.standsOut);
  const shown = below.slice(0, Math.max(0, ranking.shown - above.length) || FIRST_SHOWN);
  const left = below.length - shown.length;
  return html`<div class="list" ${vars({ "--barcode": `${Math.max(set.width, 96)}px` })}>
    <p class="scan-line" aria-hidden="true"></p>
    <p class="scan-words" aria-hidden="true"></p>
    ${head(frame)}
    ${above.length > 0 ? html`<h2 class="unseen">Skills that stand out</h2>${rows(above, frame, intents)}` : nothing}
    ${above.length > 0
      ? html`<div class="line"><span>Above this line: skills that stand out</span></div>
          <h2 class="unseen">Other skills</h2>`
      : nothing}
    ${rows(shown, frame, intents)}
    ${left > 0
      ? html`<button type="button" class="more" @click=${() => intents.dispatch({ do: "ranking", ranking: { shown: above.length + shown.length + 50 } })}>
          Show ${count(Math.min(50, left))} more of ${count(left)}
        </button>`
      : nothing}
  </div>`;
}

const totals = ({ totals: t }: Report): string => {
  return [counted(t.documents, "document"), counted(t.words, "word"), counted(t.skills, "skill"), counted(t.mentions, "mention")].join(" · ");
};

export function rankingView(state: State, report: Report, intents: Intents): TemplateResult {
  const found = filtered(report, state.ranking);
  return html`<section class="ranking" role="region" aria-label="Ranking" aria-busy=${state.analysing} ?data-quick=${state.quick}>
    <h1 class="headline" tabindex="-1" ?data-long=${report.headline.length > 64}>${report.headline.replace(/\.$/, "")}</h1>
    ${report.caveats.length > 0 ? html`<div class="caveats">${report.caveats.map((caveat) => html`<p>${caveat}</p>`)}</div>` : nothing}
    <p class="totals">${totals(report)}</p>
    ${report.skills.length === 0
      ? nothing
      : html`${tools(state, report, intents)} ${editsView(state, intents)}
          ${found.length === 0
            ? html`<p class="empty">
                No skill here matches.
                <button type="button" class="plain" @click=${() => intents.dispatch({ do: "ranking", ranking: { filter: "", field: "" } })}>Show all</button>
              </p>`
            : state.ranking.form === "table"
              ? rankingTable(sorted(found, state.ranking.sort), state, intents)
              : list(state, report, found, intents)}`}
    ${report.skills.length === 0 ? editsView(state, intents) : nothing}
  </section>`;
}
