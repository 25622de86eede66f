import { html, nothing, type TemplateResult } from "lit-html";
import { barcode } from "../charts/barcode.ts";
import { interval, type Scale } from "../charts/interval.ts";
import type { Report, SkillReport } from "../engine/types.ts";
import { alone, count, counted, share } from "../format.ts";
import type { Intents } from "../intents.ts";
import { spreadWords, weights } from "../reading.ts";
import type { TickOrder } from "../state.ts";

/** What every row of one ranking shares. */
export type RowFrame = {
  readonly report: Report;
  readonly places: readonly number[];
  readonly order: TickOrder;
  readonly scale: Scale;
  readonly threshold: number | null;
  readonly open: string;
  /** The weight that fills a barcode's height. */
  readonly full: number;
};

export const ROOM = 240;

export const originMark = (skill: SkillReport): TemplateResult =>
  skill.origin === "discovered"
    ? html`<span class="origin" data-origin="discovered">Found here</span>`
    : html`<span class="origin" data-origin=${skill.origin}>${skill.field ?? "Lexicon"}</span>`;

export function skillRow(skill: SkillReport, frame: RowFrame, intents: Intents): TemplateResult {
  const tone = skill.standsOut || frame.threshold === null ? "strong" : "quiet";
  const values = weights(skill, frame.places, frame.report.documents.length, frame.order);
  return html`<li class="row" data-tone=${tone} ?data-open=${frame.open === skill.id}>
    <span class="row-rank">${skill.rank}${skill.tied > 1 ? html`<span class="tied" title="Tied">=</span>` : nothing}</span>
    <div class="row-name">
      <button type="button" class="row-button" data-skill=${skill.id} aria-expanded=${frame.open === skill.id} @click=${() => intents.openSkill(skill.id)}>${alone(skill.name)}</button>
      <p class="row-words">${skill.rankWords}<span class="row-origin">${originMark(skill)}</span></p>
    </div>
    <div class="row-barcode">${barcode(values, { room: ROOM, height: 46, label: spreadWords(skill, frame.report), tone, full: frame.full })}</div>
    <div class="row-interval">
      ${interval({ prominence: skill.prominence, low: skill.low, high: skill.high, scale: frame.scale, threshold: frame.threshold, tone })}
    </div>
    <span class="row-value" aria-hidden="true">${share(skill.prominence)}</span>
    <span class="row-in" title=${counted(skill.mentions, "mention")}>${count(skill.documentFrequency)}<span class="quiet"> of ${count(frame.report.totals.documents)}</span></span>
  </li>`;
}
